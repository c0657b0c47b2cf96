package io.accountsync.state;

/** Transactions of whoever holds a lease; what its threads write at the same time goes together, see {@link WritesTogether}. */
final class LeasedWrites {
    private final StateDatabase database;
    private final Leases leases;
    private final LeaseName lease;
    private final StreamSessions sessions;
    private final WritesTogether together = new WritesTogether(this::transaction);

    LeasedWrites(StateDatabase database, Leases leases, LeaseName lease, StreamSessions sessions) {
        this.database = database;
        this.leases = leases;
        this.lease = lease;
        this.sessions = sessions;
    }

    /** Writes as {@link SyncState#write} says. */
    void write(Runnable work) {
        try {
            if (StateDatabase.isInTransaction()) {
                transaction(work);
            } else {
                together.write(work);
            }
        } catch (StateException e) {
            // Who was held up in here finds its transaction gone; what matters is whether another one carries on.
            if (isLost()) {
                throw new LeaseLostException(lease.text(), e);
            }
            throw e;
        }
    }

    private void transaction(Runnable work) {
        database.atomicallyOrAgain(() -> {
            if (lease.isSession()) {
                sessions.requireRunOutside();
            }
            if (!leases.renew(lease.text())) {
                throw new LeaseLostException(lease.text(), null);
            }
            work.run();
        });
    }

    private boolean isLost() {
        try {
            return leases.isLost(lease.text());
        } catch (RuntimeException e) {
            return false;
        }
    }
}
