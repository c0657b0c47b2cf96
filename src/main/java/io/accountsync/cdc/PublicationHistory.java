package io.accountsync.cdc;

/**
 * What this process knows of a publication: whether it told all changes since it was last looked at. It outlives the pauses of its route.
 * Safe for several threads.
 */
final class PublicationHistory {
    private PublicationState last;

    /** Whether changes may be lost of which {@link #reported} has not been called yet. */
    synchronized boolean hasGap(PublicationState now) {
        return last == null ? now.hasSlot() && !now.tellsRows() : !last.mark().equals(now.mark());
    }

    /** Whether it was seen before, and something about it is to be said now. */
    synchronized boolean isChanged(PublicationState now) {
        return last != null
                && !(last.mark().equals(now.mark()) && last.objections().containsAll(now.objections()));
    }

    /** Somebody has taken note of what came before this state. */
    synchronized void reported(PublicationState now) {
        last = now;
    }

    /** What account-sync itself has made of it; one that somebody cut down at the same moment is left to the next look. */
    synchronized void made(PublicationState now) {
        if (now.tellsRows()) {
            last = now;
        }
    }
}
