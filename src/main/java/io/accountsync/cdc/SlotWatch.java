package io.accountsync.cdc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time how much of its log PostgreSQL keeps for a slot, also while its route is stopped, when that grows; and whether
 * somebody changed its publication, since PostgreSQL says nothing of what does not come.
 */
final class SlotWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final ReplicationSlot slot;
    private final Consumer<OptionalLong> lag;
    private final PublicationHistory history;
    private final Listeners listeners;
    private final Pauses pauses = new Pauses();

    /**
     * Who is listeners.
     *
     * @param again has whoever reads look at the publication, as at the start; is called until it has
     * @param isRead told whenever some process reads from the slot
     */
    record Listeners(Runnable again, Runnable isRead) {}

    /**
     * Of one slot.
     *
     * @param lag takes the number of bytes; empty where there is no slot
     */
    SlotWatch(ReplicationSlot slot, Consumer<OptionalLong> lag, PublicationHistory history, Listeners listeners) {
        this.slot = slot;
        this.lag = lag;
        this.history = history;
        this.listeners = listeners;
    }

    @Override
    public void run() {
        try {
            while (!pauses.hasEnded()) {
                look();
                pauses.await(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            LOG.debug("nobody looks at the slot any more");
        }
    }

    private void look() {
        try {
            Optional<ReplicationSlot.Lag> found = slot.lag();
            lag.accept(found.stream().mapToLong(ReplicationSlot.Lag::bytes).findFirst());
            if (found.filter(ReplicationSlot.Lag::isRead).isPresent()) {
                listeners.isRead().run();
            }
            if (history.isChanged(slot.publication())) {
                listeners.again().run();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("the slot cannot be looked at", e);
        }
    }

    void end() {
        pauses.end();
    }
}
