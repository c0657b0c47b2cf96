package io.accountsync.cdc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time how much of its log PostgreSQL keeps for a slot: also while its route is stopped, when that grows. */
final class SlotWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final ReplicationSlot slot;
    private final LongConsumer lag;
    private final Pauses pauses = new Pauses();

    /** @param lag takes the number of bytes */
    SlotWatch(ReplicationSlot slot, LongConsumer lag) {
        this.slot = slot;
        this.lag = lag;
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
            slot.lag().ifPresent(found -> lag.accept(found.bytes()));
        } catch (SQLException | RuntimeException e) {
            LOG.debug("the slot cannot be looked at", e);
        }
    }

    void end() {
        pauses.end();
    }
}
