package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.ObjectSpec.Right;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import java.util.ArrayList;
import java.util.List;

/** Moves records to the recycle bin: they keep their id, are out of queries, and their keys are free again. */
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
        return org.locked(() -> {
            List<RecordError> refusals = new ArrayList<>();
            boolean anyRefused = false;
            for (String id : ids) {
                RecordError refusal = refusal(id, how);
                refusals.add(refusal);
                anyRefused |= refusal != null;
            }
            List<SaveResult> results = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                results.add(delete(ids.get(i), refusals.get(i), how.userId(), how.allOrNone() && anyRefused));
            }
            return results;
        });
    }

    private SaveResult delete(String id, RecordError refusal, String userId, boolean rollBack) {
        if (refusal != null) {
            return SaveResult.refused(SalesforceId.parse(id).orElse(null), List.of(refusal));
        }
        if (rollBack) {
            return SaveResult.rolledBack();
        }
        String full = SalesforceId.parse(id).orElseThrow();
        Table table = org.table(org.schema().typeOfId(full));
        Row row = table.row(full);
        if (row.deleted) {
            return SaveResult.refused(full, List.of(RecordError.of("ENTITY_IS_DELETED", "entity is deleted")));
        }
        table.touch(row, org.now(), userId);
        table.delete(row);
        return SaveResult.saved(full, false);
    }

    private RecordError refusal(String id, SaveOptions how) {
        String full = SalesforceId.parse(id).orElse(null);
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
        return row.deleted
                ? RecordError.of("ENTITY_IS_DELETED", "entity is deleted")
                : how.gate().refusal(id);
    }
}
