package io.accountsync.source;

import java.sql.Timestamp;
import java.time.LocalDateTime;

/**
 * Date and time of a column without time zone. JDBC's own class takes them in the zone of the process, and is the same one for
 * columns that hold moments.
 */
public final class LocalTimestamp extends Timestamp {
    private static final long serialVersionUID = 1L;

    private final LocalDateTime local;

    /**
     * What a driver made of the column.
     *
     * @param local as the column has it; null where the process's zone has no clock changes, so that the other one says it
     */
    public LocalTimestamp(Timestamp timestamp, LocalDateTime local) {
        super(timestamp.getTime());
        setNanos(timestamp.getNanos());
        this.local = local;
    }

    /** As the column has it. */
    public LocalDateTime local() {
        return local == null ? toLocalDateTime() : local;
    }

    /** ISO 8601, whatever zone the process has. */
    @Override
    public String toString() {
        return local().toString();
    }
}
