package io.accountsync.mapping;

import io.accountsync.source.LocalTimestamp;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;

/** Timestamps of rows, which JDBC shows in the zone of the process, in the zone of the sync. */
record ColumnTimes(ZoneId zone) {
    /** The value of a column or expression, with what is JDBC's in it replaced: a {@link Moment} or a LocalDateTime. */
    Object of(Object value) {
        if (value instanceof String || value instanceof Number || value == null) {
            return value;
        }
        if (value instanceof LocalTimestamp timestamp) {
            return timestamp.local();
        }
        if (value instanceof Timestamp timestamp) {
            return new Moment(timestamp.toInstant(), LocalDateTime.ofInstant(timestamp.toInstant(), zone));
        }
        if (value instanceof Object[] entries && Arrays.stream(entries).anyMatch(Timestamp.class::isInstance)) {
            return Arrays.stream(entries).map(this::of).toArray();
        }
        return value instanceof Collection<?> entries && entries.stream().anyMatch(Timestamp.class::isInstance)
                ? Arrays.asList(entries.stream().map(this::of).toArray())
                : value;
    }
}
