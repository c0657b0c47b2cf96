package io.accountsync.mapping;

import java.sql.Timestamp;

/** A timestamp whose text is the one that a text field gets: ISO 8601, in the zone of the sync, and not JDBC's in that of the process. */
final class ShownTimestamp extends Timestamp {
    private static final long serialVersionUID = 1L;

    private final String text;

    private ShownTimestamp(Timestamp timestamp, String text) {
        super(timestamp.getTime());
        setNanos(timestamp.getNanos());
        this.text = text;
    }

    static ShownTimestamp of(Timestamp timestamp, ColumnTimes times) {
        return new ShownTimestamp(timestamp, times.of(timestamp).toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
