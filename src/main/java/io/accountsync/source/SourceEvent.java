package io.accountsync.source;

import java.util.Map;

/**
 * A row that came by itself, as one change of a stream.
 *
 * @param columns the row as it is after the change, its keys ignoring case; of a deleted row as far as the source tells it, with
 *     the columns of its key
 * @param isDeleted whether the row is gone from the source
 * @param version where the change stands among those of its source; null where the source has no order
 * @param place for messages, such as topic, partition and offset
 * @param isWhole whether the row has each column of its table: one that it lacks is not empty, but is not there any more, or has
 *     another name
 */
public record SourceEvent(
        Map<String, Object> columns, boolean isDeleted, SourceVersion version, String place, boolean isWhole) {
    /** A row that may leave columns out, as JSON of a producer's own does. */
    public SourceEvent(Map<String, Object> columns, boolean isDeleted, SourceVersion version, String place) {
        this(columns, isDeleted, version, place, false);
    }

    /** Without the columns, which are a row's contents. */
    @Override
    public String toString() {
        return "SourceEvent[" + place + "]";
    }
}
