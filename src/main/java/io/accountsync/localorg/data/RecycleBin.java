package io.accountsync.localorg.data;

import io.accountsync.localorg.data.Deletion.Cleared;
import io.accountsync.localorg.data.Deletion.Member;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The deletions that can be undone, for 15 days; afterwards their records are gone for good. Guarded by the org's lock. */
final class RecycleBin {

    private static final long KEPT_MILLIS = Duration.ofDays(15).toMillis();

    private final Deque<Deletion> deletions = new ArrayDeque<>();
    private final Set<Deletion> emptied = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Table, Long> goneUntil = new HashMap<>();
    private final Map<Table, Long> clearedUntil = new HashMap<>();
    private long deleted;

    /** Deletes the members and clears the lookups, stamped with that moment. */
    Deletion delete(List<Member> members, List<Cleared> cleared, long when, String userId) {
        Deletion deletion = new Deletion(++deleted, when, members, cleared);
        for (Cleared lookup : deletion.cleared()) {
            lookup.table().write(lookup.row(), lookup.field(), null);
            lookup.table().stamp(lookup.row(), when);
        }
        for (Member member : deletion.members()) {
            member.table().touch(member.row(), when, userId);
            member.table().delete(member.row(), deletion);
        }
        deletions.add(deletion);
        return deletion;
    }

    /** Whether the record can be taken out by itself. */
    boolean holds(Row row) {
        return row.deleted() && !row.purged && !row.deletion.tookAlong(row) && !emptied.contains(row.deletion);
    }

    /** Makes that deletion one that cannot be undone; its records can still be seen among the deleted ones. */
    void empty(Deletion deletion) {
        emptied.add(deletion);
    }

    /** Ends what was deleted more than 15 days before now. */
    void expire(long now) {
        while (!deletions.isEmpty() && deletions.peek().when() < now - KEPT_MILLIS) {
            end(deletions.remove(), goneUntil);
        }
    }

    /** Ends all of it now, as an administrator does who deletes for good. */
    void purge() {
        while (!deletions.isEmpty()) {
            end(deletions.remove(), clearedUntil);
        }
    }

    /** When the latest of the table's records was deleted of which no trace is left, 0 for none. */
    long goneUntil(Table table) {
        return Math.max(goneUntil.getOrDefault(table, 0L), clearedUntil(table));
    }

    /** The same of those only that somebody has removed before their time. */
    long clearedUntil(Table table) {
        return clearedUntil.getOrDefault(table, 0L);
    }

    private void end(Deletion deletion, Map<Table, Long> until) {
        emptied.remove(deletion);
        for (Member member : deletion.members()) {
            if (member.row().deletion == deletion) {
                member.row().purge();
                until.merge(member.table(), deletion.when(), Math::max);
            }
        }
    }
}
