package io.accountsync.cdc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time how much of its log PostgreSQL keeps for a slot: also while its route is stopped, when that grows. */
final class SlotWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final ReplicationSlot slot;
    private final Consumer<OptionalLong> lag;
    private final Runnable isRead;
    private final Pauses pauses = new Pauses();

    /**
     * @param lag takes the number of bytes; empty where there is no slot
     * @param isRead told whenever some process reads from the slot
     */
    SlotWatch(ReplicationSlot slot, Consumer<OptionalLong> lag, Runnable isRead) {
        this.slot = slot;
        this.lag = lag;
        this.isRead = isRead;
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
                isRead.run();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("the slot cannot be looked at", e);
        }
    }

    void end() {
        pauses.end();
    }
}
