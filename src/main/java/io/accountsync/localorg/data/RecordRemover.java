package io.accountsync.localorg.data;

import io.accountsync.localorg.data.Deletion.Member;
import io.accountsync.localorg.schema.ObjectSpec.Right;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import java.util.List;

/**
 * Moves records to the recycle bin, with the children that go with them: they keep their ids, are out of queries, and their
 * keys are free again.
 */
public final class RecordRemover {

    private final OrgData org;

    /** Deletes records of that org. */
    public RecordRemover(OrgData org) {
        this.org = org;
    }

    /**
     * Deletes the records of these ids (15 or 18 characters), one result per id in order.
     *
     * @param how who deletes, whether one id that cannot be deleted keeps the others, and what refuses chosen records
     */
    public List<SaveResult> delete(List<String> ids, SaveOptions how) {
        return AllOrNone.results(org, how, ids, id -> delete(id, how));
    }

    private SaveResult delete(String id, SaveOptions how) {
        String full = SalesforceId.parse(id).orElse(null);
        RecordError refusal = refusal(id, full, how);
        if (refusal != null) {
            return SaveResult.refused(full, List.of(refusal));
        }
        Table table = org.table(org.schema().typeOfId(full));
        DeletionPlan plan = new DeletionPlan(org, new Member(table, table.row(full)));
        if (plan.refusal() != null) {
            return SaveResult.refused(full, List.of(plan.refusal()));
        }
        org.bin().delete(plan.members(), plan.cleared(), org.now(), how.userId());
        return SaveResult.saved(full, false);
    }

    private RecordError refusal(String id, String full, SaveOptions how) {
        SObjectType type = full == null ? null : org.schema().typeOfId(full);
        if (type == null) {
            return RecordError.of("MALFORMED_ID", "malformed id " + id);
        }
        if (!type.may(Right.DELETE)) {
            return RecordError.of("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        }
        Row row = org.table(type).row(full);
        if (row == null) {
            return RecordError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        return row.deleted()
                ? RecordError.of("ENTITY_IS_DELETED", "entity is deleted")
                : how.gate().refusal(id);
    }
}
