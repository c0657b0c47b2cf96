package io.accountsync.mapping;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * A moment of a column whose values say nothing of a zone.
 *
 * @param local the same in the zone of the sync
 */
record Moment(Instant instant, LocalDateTime local) {
    /** As a text field has it. */
    @Override
    public String toString() {
        return local.toString();
    }
}
