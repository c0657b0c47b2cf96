package io.accountsync.run.stream;

import io.accountsync.run.compare.ReadRow;
import io.accountsync.source.SourceEvent;
import io.accountsync.source.SourceVersion;

/**
 * A row of a batch.
 *
 * @param from the exchange that it came with
 * @param row as it was handed over
 * @param read the same, mapped
 */
record BatchEvent(Handover from, Object row, ReadRow read) {
    /** The key of the record that it is sent to; null where nothing can be sent of it. */
    String key() {
        if (read instanceof ReadRow.Mapped mapped) {
            return mapped.mapped().key();
        }
        return read instanceof ReadRow.Tombstone tombstone ? tombstone.mapped().key() : null;
    }

    /** Whether its row is gone. */
    boolean isDeletion() {
        return read instanceof ReadRow.Tombstone;
    }

    /** What events of one record share, also those that are invalid; the event itself where its record is not known. */
    Object group() {
        String key = read instanceof ReadRow.Invalid invalid ? invalid.recordKey() : key();
        return key == null ? this : key;
    }

    /** Where it stands in the order of its source; null where it has none. */
    SourceVersion version() {
        return row instanceof SourceEvent event ? event.version() : null;
    }

    /** What the cursor column has, for a row that is there. */
    Long cursor() {
        return read instanceof ReadRow.Mapped mapped
                ? Long.valueOf(mapped.mapped().cursor())
                : null;
    }

    String place() {
        return row instanceof SourceEvent event ? event.place() : "row " + read.number();
    }

    /** Without the row. */
    @Override
    public String toString() {
        return "BatchEvent[" + place() + "]";
    }
}
