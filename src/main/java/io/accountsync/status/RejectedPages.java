package io.accountsync.status;

import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionLog;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.RejectedRecords;
import io.accountsync.state.StateDatabase;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** The rejected records of a sync one by one, read in pages: there can be very many. */
public final class RejectedPages {
    private static final int PAGE = 1000;

    private final RejectedRecords records;
    private final DeletionLog deletions;

    public RejectedPages(StateDatabase database, String sync) {
        this.records = new RejectedRecords(database, sync);
        this.deletions = new DeletionLog(database, sync);
    }

    public long count() {
        return records.count();
    }

    /**
     * Visits them in the order of their keys; then, in the same order, records that were to be deleted and are not, or of which
     * nobody knows whether they are.
     *
     * @param most how many; 0 for all
     */
    public void forEach(long most, Consumer<RejectedAttempts> visitor) {
        String after = "";
        long left = most == 0 ? Long.MAX_VALUE : most;
        List<RejectedAttempts> page;
        do {
            page = records.details(after, (int) Math.min(PAGE, left));
            page.forEach(visitor);
            left -= page.size();
            after = page.isEmpty() ? after : page.get(page.size() - 1).record().key();
        } while (left > 0 && !page.isEmpty());
        left = forEachOf(left, deletions.refused()::page, Deletion::key, visitor);
        forEachOf(left, deletions.unconfirmed()::page, Deletion::salesforceId, visitor);
    }

    private static long forEachOf(
            long most,
            BiFunction<String, Integer, List<Deletion>> pages,
            Function<Deletion, String> place,
            Consumer<RejectedAttempts> visitor) {
        String after = "";
        long left = most;
        while (left > 0) {
            List<Deletion> page = pages.apply(after, (int) Math.min(PAGE, left));
            if (page.isEmpty()) {
                return left;
            }
            page.forEach(deletion -> visitor.accept(RejectedAttempts.of(deletion)));
            left -= page.size();
            after = place.apply(page.get(page.size() - 1));
        }
        return left;
    }
}
