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
 */
public record SourceEvent(Map<String, Object> columns, boolean isDeleted, SourceVersion version, String place) {
    /** Without the columns, which are a row's contents. */
    @Override
    public String toString() {
        return "SourceEvent[" + place + "]";
    }
}
