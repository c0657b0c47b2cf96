package io.accountsync.cdc;

import io.accountsync.config.Sentence;
import io.accountsync.run.stream.StreamSteps;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/**
 * Tells the streams that changes are for when none can be read, so that they count as paused, and when that is over. A stream tells by
 * itself what it met with changes that came to it. Safe for several threads.
 */
final class ChangeTrouble {
    /** A connection that breaks off once begins again a second later, which is nobody's trouble. */
    private static final int PAUSED_AFTER = 2;

    /** A reader that breaks off each time that it has begun has the slot for a moment. */
    private static final int WELL_AFTER = 2;

    private final CamelContext context;
    private final String slot;
    private final String sync;
    private int failures;
    private int looks;
    private boolean isRouteFailing;
    private boolean isKnownToBeWell;

    /** @param sync that the changes are for; null where the route sets it */
    ChangeTrouble(CamelContext context, String slot, String sync) {
        this.context = context;
        this.slot = slot;
        this.sync = sync;
    }

    /** No changes could be read. */
    synchronized void readingFailed(String reason) {
        isKnownToBeWell = false;
        looks = 0;
        failures++;
        if (failures >= PAUSED_AFTER) {
            withStreams(steps -> steps.streams()
                    .feedFails(sync, name(), "No changes come by the " + name() + ": " + Sentence.closed(reason)));
        }
    }

    /** The route failed with changes before they came to a stream. */
    synchronized void routeFailed(String reason) {
        isRouteFailing = true;
        readingFailed(reason);
    }

    /** The route took changes. */
    synchronized void taken() {
        isRouteFailing = false;
        isWell();
    }

    /** Some process was seen to read from the slot. */
    synchronized void slotIsRead() {
        looks++;
        if (!isRouteFailing && looks >= WELL_AFTER) {
            isWell();
        }
    }

    private void isWell() {
        failures = 0;
        if (!isKnownToBeWell) {
            isKnownToBeWell = true;
            withStreams(steps -> steps.streams().feedIsWell(sync, name()));
        }
    }

    private String name() {
        return "slot " + slot;
    }

    private void withStreams(Consumer<StreamSteps> use) {
        StreamSteps steps = context.getRegistry().lookupByNameAndType(StreamSteps.BEAN, StreamSteps.class);
        if (steps != null) {
            use.accept(steps);
        }
    }
}
