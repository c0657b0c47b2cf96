package io.accountsync.localorg.data;

import io.accountsync.localorg.data.Deletion.Member;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.ObjectSpec.Right;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import io.accountsync.localorg.schema.Schema.ChildRelationship;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges up to two Accounts or Contacts into a third: it keeps its own values, External IDs among them, and gets their children;
 * they go to the recycle bin and say in MasterRecordId where they went.
 */
public final class RecordMerger {

    private static final int MOST_VICTIMS = 2;

    private final OrgData org;

    /** Merges records of that org. */
    public RecordMerger(OrgData org) {
        this.org = org;
    }

    /**
     * Does one merge, or nothing of it.
     *
     * @param master carries the id of the record that is kept, and values that it is to get
     * @param victimIds of 15 or 18 characters
     */
    public MergeResult merge(RecordDraft master, List<String> victimIds, SaveOptions how) {
        return org.transaction(() -> merged(master, victimIds, how), MergeResult::success);
    }

    private MergeResult merged(RecordDraft draft, List<String> victimIds, SaveOptions how) {
        SObjectType type = draft.type();
        if (!type.mergeable()) {
            return refused("INVALID_TYPE_FOR_OPERATION", "entity type cannot be merged: " + type.name());
        }
        if (!type.may(Right.UPDATE) || !type.may(Right.DELETE)) {
            return refused("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        }
        if (victimIds.isEmpty() || victimIds.size() > MOST_VICTIMS) {
            return refused("INVALID_ARGUMENT_TYPE", "a merge has one or two records to merge, not " + victimIds.size());
        }
        List<Member> all = new ArrayList<>();
        for (String id : withMaster(draft.id(), victimIds)) {
            Member member = member(type, id);
            RecordError refusal = refusal(type, id, member, all, how);
            if (refusal != null) {
                return MergeResult.refused(refusal);
            }
            all.add(member);
        }
        return carriedOut(draft, all.get(0), all.subList(1, all.size()), how);
    }

    private MergeResult carriedOut(RecordDraft draft, Member master, List<Member> victims, SaveOptions how) {
        List<String> related = new ArrayList<>();
        for (Member victim : victims) {
            if (!takeChildren(victim, master, victims, related) || !takeManager(victim, master)) {
                return refused("CIRCULAR_DEPENDENCY", "attempt to violate hierarchy constraints");
            }
        }
        long now = org.now();
        for (Member victim : victims) {
            org.bin().delete(List.of(victim), List.of(), now, how.userId());
            victim.table().write(victim.row(), master.table().type().field("MasterRecordId"), master.id());
        }
        SaveOptions asked = new SaveOptions(how.userId(), false, how.allowDuplicates(), SaveOptions.RecordGate.OPEN);
        SaveResult saved = new RecordSaver(org)
                .update(List.of(draft.withId(master.id())), asked)
                .get(0);
        return saved.success()
                ? new MergeResult(master.id(), victims.stream().map(Member::id).toList(), related, List.of())
                : MergeResult.refused(saved.errors().toArray(RecordError[]::new));
    }

    /** False when a child of the victim would become its own ancestor. */
    private boolean takeChildren(Member victim, Member master, List<Member> victims, List<String> related) {
        for (ChildRelationship relationship :
                org.schema().children(victim.table().type())) {
            Field field = relationship.field();
            if (!field.pointsToMortals()) {
                continue;
            }
            Table table = org.table(relationship.child());
            for (Row child : table.index(field).find(KeyIndex.keyOf(field, victim.id()))) {
                if (victims.stream().anyMatch(other -> other.row() == child)) {
                    continue;
                }
                boolean sameObject = table == master.table();
                if (sameObject && new Hierarchy().closesCircle(table, field, child, master.row())) {
                    return false;
                }
                table.write(child, field, master.id());
                table.stamp(child, org.now());
                related.add(table.id(child));
            }
        }
        return true;
    }

    /** A Contact without a manager gets that of the victim; false when that would close a circle. */
    private boolean takeManager(Member victim, Member master) {
        Table table = master.table();
        Field manager = table.type().field("ReportsToId");
        Object managerId = manager == null ? null : table.written(victim.row(), manager);
        if (managerId == null || table.written(master.row(), manager) != null) {
            return true;
        }
        if (new Hierarchy().closesCircle(table, manager, master.row(), table.row(managerId.toString()))) {
            return false;
        }
        table.write(master.row(), manager, managerId);
        return true;
    }

    private RecordError refusal(SObjectType type, String id, Member member, List<Member> before, SaveOptions how) {
        if (SalesforceId.parse(id)
                .filter(full -> full.startsWith(type.keyPrefix()))
                .isEmpty()) {
            return RecordError.of("MALFORMED_ID", "malformed id " + id);
        }
        if (member == null) {
            return RecordError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        if (member.row().deleted()) {
            return RecordError.of("ENTITY_IS_DELETED", "entity is deleted");
        }
        if (before.stream().anyMatch(other -> other.row() == member.row())) {
            return RecordError.of("INVALID_ID_FIELD", "duplicate id specified: " + id);
        }
        return how.gate().refusal(id);
    }

    private Member member(SObjectType type, String id) {
        Row row = SalesforceId.parse(id).map(org.table(type)::row).orElse(null);
        return row == null ? null : new Member(org.table(type), row);
    }

    private static List<String> withMaster(String masterId, List<String> victimIds) {
        List<String> ids = new ArrayList<>();
        ids.add(masterId);
        ids.addAll(victimIds);
        return ids;
    }

    private static MergeResult refused(String statusCode, String message) {
        return MergeResult.refused(RecordError.of(statusCode, message));
    }
}
