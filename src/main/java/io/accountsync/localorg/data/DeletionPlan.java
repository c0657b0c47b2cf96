package io.accountsync.localorg.data;

import io.accountsync.localorg.data.Deletion.Cleared;
import io.accountsync.localorg.data.Deletion.Member;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.Schema.ChildRelationship;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the deletion of one record means for the records that point to it, and for those that point to these: some go with it,
 * some lose their lookup, and some forbid it.
 */
final class DeletionPlan {

    private final OrgData org;
    private final List<Member> members = new ArrayList<>();
    private final Set<Row> going = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Cleared> clearing = new ArrayList<>();
    private final List<Cleared> forbidding = new ArrayList<>();

    /** Follows the record's children and theirs. */
    DeletionPlan(OrgData org, Member root) {
        this.org = org;
        add(root);
        for (int i = 0; i < members.size(); i++) {
            followChildren(members.get(i));
        }
    }

    /** The record, then those that go with it. */
    List<Member> members() {
        return members;
    }

    /** Lookups of records that stay. */
    List<Cleared> cleared() {
        return staying(clearing);
    }

    /** Why it must not be, or null. */
    RecordError refusal() {
        List<Cleared> against = staying(forbidding);
        if (against.isEmpty()) {
            return null;
        }
        Cleared first = against.get(0);
        List<String> names = against.stream()
                .filter(child -> child.table() == first.table())
                .map(child -> name(child.table(), child.row()))
                .toList();
        Member root = members.get(0);
        return RecordError.of(
                "DELETE_FAILED",
                "Your attempt to delete " + name(root.table(), root.row())
                        + " could not be completed because it is associated with the following "
                        + first.table().type().spec().labelPlural().toLowerCase(Locale.ROOT) + ".: "
                        + String.join(", ", names));
    }

    private void followChildren(Member parent) {
        String id = parent.id();
        for (ChildRelationship relationship :
                org.schema().children(parent.table().type())) {
            Field field = relationship.field();
            if (!field.pointsToMortals()) {
                continue;
            }
            Table table = org.table(relationship.child());
            for (Row child : table.index(field).find(KeyIndex.keyOf(field, id))) {
                Cleared lookup = new Cleared(table, child, field, id);
                switch (field.link()) {
                    case CASCADING, MASTER_DETAIL -> add(new Member(table, child));
                    case RESTRICTED -> forbidding.add(lookup);
                    default -> clearing.add(lookup);
                }
            }
        }
    }

    private void add(Member member) {
        if (going.add(member.row())) {
            members.add(member);
        }
    }

    /** A record that goes, too, keeps its lookups: it comes back with them. */
    private List<Cleared> staying(List<Cleared> lookups) {
        return lookups.stream().filter(lookup -> !going.contains(lookup.row())).toList();
    }

    private static String name(Table table, Row row) {
        Field name = table.type().field("Name");
        Object value = name == null ? null : RecordReading.value(table, row, name);
        return value == null ? table.id(row) : value.toString();
    }
}
