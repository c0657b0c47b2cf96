package io.accountsync.localorg.data;

import io.accountsync.localorg.data.Deletion.Cleared;
import io.accountsync.localorg.data.Deletion.Member;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.ObjectSpec.Right;
import io.accountsync.localorg.schema.ParentLink;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import java.util.List;

/**
 * Takes records out of the recycle bin, with those that were deleted because of them; lookups that were cleared get their value
 * back, unless they have another by now. What was deleted because of another record comes back with that one only.
 */
public final class RecordRestorer {

    private final OrgData org;

    /** Restores records of that org. */
    public RecordRestorer(OrgData org) {
        this.org = org;
    }

    /**
     * Undeletes the records of these ids, one result per id in order.
     *
     * @param how who does it, whether one that cannot be undeleted keeps the others, and what refuses chosen records
     */
    public List<SaveResult> undelete(List<String> ids, SaveOptions how) {
        RecordError none = RecordError.of("UNDELETE_FAILED", "Entity is not in the recycle bin");
        return AllOrNone.results(org, how, ids, id -> inBin(id, how, none, row -> undelete(id, row, how)));
    }

    /** Makes records impossible to undelete, one result per id in order; {@code queryAll} still finds them. */
    public List<SaveResult> emptyBin(List<String> ids, SaveOptions how) {
        RecordError none = RecordError.of("INVALID_ID_FIELD", "invalid record id; no recycle bin entry found");
        return AllOrNone.results(
                org,
                how,
                ids,
                id -> inBin(id, how, none, row -> {
                    org.bin().empty(row.deletion);
                    return SaveResult.saved(SalesforceId.parse(id).orElseThrow(), false);
                }));
    }

    private interface Work {
        SaveResult on(Row row);
    }

    private SaveResult inBin(String id, SaveOptions how, RecordError none, Work work) {
        String full = SalesforceId.parse(id).orElse(null);
        SObjectType type = full == null ? null : org.schema().typeOfId(full);
        if (type == null) {
            return refused(null, "MALFORMED_ID", "malformed id " + id);
        }
        if (!type.may(Right.DELETE)) {
            return refused(full, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        }
        Row row = org.table(type).row(full);
        if (row == null || !org.bin().holds(row) || lostWithItsMaster(org.table(type), row)) {
            return SaveResult.refused(full, List.of(none));
        }
        RecordError refusal = how.gate().refusal(id);
        return refusal == null ? work.on(row) : SaveResult.refused(full, List.of(refusal));
    }

    private SaveResult undelete(String id, Row row, SaveOptions how) {
        Deletion deletion = row.deletion;
        List<Member> coming = deletion.members().stream()
                .filter(member -> member.row().deletion == deletion)
                .filter(member -> member.row() == row || hasItsMasters(member, deletion))
                .toList();
        for (Member member : coming) {
            RecordError taken = takenKey(member);
            if (taken != null) {
                return SaveResult.refused(SalesforceId.parse(id).orElseThrow(), List.of(taken));
            }
        }
        coming.forEach(member -> restore(member, how.userId()));
        coming.forEach(this::dropDeadLookups);
        deletion.cleared().forEach(this::restore);
        return SaveResult.saved(deletion.root().id(), false);
    }

    private void restore(Member member, String userId) {
        Table table = member.table();
        table.undelete(member.row());
        table.touch(member.row(), org.now(), userId);
        Field merged = table.type().field("MasterRecordId");
        if (merged != null) {
            table.write(member.row(), merged, null);
        }
    }

    private void restore(Cleared lookup) {
        Table table = lookup.table();
        Row parent = parent(lookup.parentId());
        boolean free = !lookup.row().deleted() && table.written(lookup.row(), lookup.field()) == null;
        if (free && parent != null && !closesCircle(lookup, parent)) {
            table.write(lookup.row(), lookup.field(), lookup.parentId());
            table.stamp(lookup.row(), org.now());
        }
    }

    /** The parent may have got below the record since. */
    private boolean closesCircle(Cleared lookup, Row parent) {
        return lookup.table() == org.table(org.schema().typeOfId(lookup.parentId()))
                && new Hierarchy().closesCircle(lookup.table(), lookup.field(), lookup.row(), parent);
    }

    /** What it pointed to may have been deleted after it; a lookup cannot point to that. */
    private void dropDeadLookups(Member member) {
        for (Field field : member.table().type().fields()) {
            Object parentId = field.pointsToMortals() ? member.table().written(member.row(), field) : null;
            if (parentId != null && parent(parentId.toString()) == null) {
                member.table().write(member.row(), field, null);
            }
        }
    }

    private Row parent(String id) {
        SObjectType type = org.schema().typeOfId(id);
        Row row = type == null ? null : org.table(type).row(id);
        return row == null || row.deleted() ? null : row;
    }

    /** A detail that was deleted before its master was cannot be undeleted any more. */
    private boolean lostWithItsMaster(Table table, Row row) {
        for (Field field : table.type().fields()) {
            Object master = field.link() == ParentLink.MASTER_DETAIL ? table.written(row, field) : null;
            SObjectType type = master == null ? null : org.schema().typeOfId(master.toString());
            Row masterRow = type == null ? null : org.table(type).row(master.toString());
            if (master != null && (masterRow == null || masterRow.lastDeletion > row.lastDeletion)) {
                return true;
            }
        }
        return false;
    }

    /** A record with two masters that came with one of them stays in the bin while the other is there. */
    private boolean hasItsMasters(Member member, Deletion deletion) {
        for (Field field : member.table().type().fields()) {
            Object master =
                    field.link() == ParentLink.MASTER_DETAIL ? member.table().written(member.row(), field) : null;
            if (master != null
                    && parent(master.toString()) == null
                    && deletion.members().stream().noneMatch(other -> other.id().equals(master))) {
                return false;
            }
        }
        return true;
    }

    private static RecordError takenKey(Member member) {
        for (Field field : member.table().type().uniqueFields()) {
            String key = KeyIndex.keyOf(field, member.table().written(member.row(), field));
            Row holder = key == null || member.table().index(field) == null
                    ? null
                    : member.table().index(field).findAny(key);
            if (holder != null) {
                return DuplicateKeys.taken(field.name(), member.table().id(holder));
            }
        }
        return null;
    }

    private static SaveResult refused(String id, String statusCode, String message) {
        return SaveResult.refused(id, List.of(RecordError.of(statusCode, message)));
    }
}
