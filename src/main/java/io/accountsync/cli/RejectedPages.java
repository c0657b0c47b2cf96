package io.accountsync.cli;

import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.RejectedRecords;
import io.accountsync.state.StateDatabase;
import java.util.List;
import java.util.function.Consumer;

/** The rejected records of a sync one by one, read in pages: there can be very many. */
final class RejectedPages {
    private static final int PAGE = 1000;

    private final RejectedRecords records;

    RejectedPages(StateDatabase database, String sync) {
        this.records = new RejectedRecords(database, sync);
    }

    long count() {
        return records.count();
    }

    /**
     * Visits them in the order of their keys.
     *
     * @param most how many; 0 for all
     */
    void forEach(long most, Consumer<RejectedAttempts> visitor) {
        String after = "";
        long left = most == 0 ? Long.MAX_VALUE : most;
        List<RejectedAttempts> page;
        do {
            page = records.details(after, (int) Math.min(PAGE, left));
            page.forEach(visitor);
            left -= page.size();
            after = page.isEmpty() ? after : page.get(page.size() - 1).record().key();
        } while (left > 0 && !page.isEmpty());
    }
}
