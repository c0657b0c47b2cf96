package io.accountsync.state;

/** Transactions of whoever holds a lease. */
final class LeasedWrites {
    private final StateDatabase database;
    private final Leases leases;
    private final LeaseName lease;
    private final StreamSessions sessions;

    LeasedWrites(StateDatabase database, Leases leases, LeaseName lease, StreamSessions sessions) {
        this.database = database;
        this.leases = leases;
        this.lease = lease;
        this.sessions = sessions;
    }

    /** Writes as {@link SyncState#write} says. */
    void write(Runnable work) {
        try {
            database.atomicallyOrAgain(() -> {
                if (lease.isSession()) {
                    sessions.requireRunOutside();
                }
                if (!leases.renew(lease.text())) {
                    throw new LeaseLostException(lease.text(), null);
                }
                work.run();
            });
        } catch (StateException e) {
            // Who was held up in here finds its transaction gone; what matters is whether another one carries on.
            if (isLost()) {
                throw new LeaseLostException(lease.text(), e);
            }
            throw e;
        }
    }

    private boolean isLost() {
        try {
            return leases.isLost(lease.text());
        } catch (RuntimeException e) {
            return false;
        }
    }
}
