package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import java.util.List;

/**
 * One record that was deleted and what went with it, so that an undelete can bring all of it back.
 *
 * @param number counts the org's deletions
 * @param when milliseconds of whole seconds
 * @param members the record that was to be deleted, then those that went with it
 * @param cleared lookups that pointed to any of them
 */
record Deletion(long number, long when, List<Member> members, List<Cleared> cleared) {

    /** A record that went. */
    record Member(Table table, Row row) {

        String id() {
            return table.id(row);
        }
    }

    /** A lookup that lost its value. */
    record Cleared(Table table, Row row, Field field, String parentId) {}

    Deletion {
        members = List.copyOf(members);
        cleared = List.copyOf(cleared);
    }

    /** The record that was to be deleted. */
    Member root() {
        return members.get(0);
    }

    /** Whether the record went because of another one; then it comes back with that one only. */
    boolean tookAlong(Row row) {
        return row != root().row();
    }
}
