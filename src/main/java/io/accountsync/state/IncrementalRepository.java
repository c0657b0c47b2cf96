package io.accountsync.state;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what Salesforce confirmed for each key of one sync. A real Camel {@link IdempotentRepository}, so that a
 * {@code file:} source or anyone's own route can use it, with {@link SyncedRecords} behind it, which the run uses. A key that was added is
 * pending in memory until it is confirmed; after a crash it is as if it had never been added. So it must be used in Camel's
 * eager mode, which confirms: leave {@code idempotentEager} of a {@code file:} endpoint and {@code eager} of the {@code
 * idempotentConsumer} at true. Safe for several threads.
 */
public final class IncrementalRepository extends ServiceSupport implements IdempotentRepository {
    private static final Logger LOG = LoggerFactory.getLogger(IncrementalRepository.class);

    private final SyncedRecords records;
    private final String sync;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean warned = new AtomicBoolean();

    public IncrementalRepository(StateDatabase database, String sync) {
        this.records = new SyncedRecords(database, sync);
        this.sync = sync;
    }

    /** What Salesforce confirmed, for those who look up or write many at once. */
    public SyncedRecords records() {
        return records;
    }

    @Override
    public boolean add(String key) {
        // First pending, then looked up: the other way round a key could be confirmed between the two, and added again.
        if (!pending.add(key)) {
            return false;
        }
        boolean isNew = false;
        try {
            isNew = !records.contains(key);
            return isNew;
        } finally {
            if (!isNew) {
                pending.remove(key);
            }
        }
    }

    @Override
    public boolean contains(String key) {
        if (pending.contains(key)) {
            warnOnce();
            return true;
        }
        return records.contains(key);
    }

    @Override
    public boolean remove(String key) {
        boolean wasPending = pending.remove(key);
        boolean wasKnown = records.remove(key);
        return wasPending || wasKnown;
    }

    /** Remembers a key; what Salesforce confirmed for it, if anything, stays as it is. */
    @Override
    public boolean confirm(String key) {
        records.add(key);
        pending.remove(key);
        return true;
    }

    /** Forgets all records of this sync, pending ones too. */
    @Override
    public void clear() {
        pending.clear();
        records.clear();
    }

    /** Camel asks this in non-eager mode only, in which it never confirms. */
    private void warnOnce() {
        if (!warned.getAndSet(true)) {
            LOG.warn(
                    "Keys are added to the repository of {} without being confirmed: the next process will not know them. "
                            + "Leave idempotentEager of the file endpoint, or eager of the idempotentConsumer, at true.",
                    sync);
        }
    }
}
