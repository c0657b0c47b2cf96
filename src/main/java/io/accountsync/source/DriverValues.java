package io.accountsync.source;

import io.accountsync.source.jdbc.JdbcProfile;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values of a column as a driver gives them, made independent of the connection and of the zone of the process.
 *
 * @param number of the column, from 1
 * @param type of {@link Types}
 * @param typeName as the database names it, in lower case
 * @param profile of the database
 * @param holdsMoments whether the column has moments, whatever zone shows them
 */
record DriverValues(int number, int type, String typeName, JdbcProfile profile, boolean holdsMoments) {
    private static final Pattern MOMENT =
            Pattern.compile("timestamptz|timestamp.*with (?:local )?time zone.*|datetimeoffset.*");
    private static final int LAST_YEAR = 9999;
    private static final Set<Integer> PLAIN =
            Set.of(Types.VARCHAR, Types.INTEGER, Types.BIGINT, Types.SMALLINT, Types.NUMERIC, Types.DOUBLE, Types.REAL);

    /** The first of January of the year 1 in every zone: before it a driver's timestamp has lost its era. */
    private static final long YEAR_ONE = -62135596800000L + 86_400_000L * 3;

    DriverValues(int number, int type, String typeName, JdbcProfile profile) {
        this(number, type, typeName, profile, holdsMoments(type, typeName));
    }

    /** What a column's value is from now on; what is not known is left as it is, and no mapping takes it. */
    Object of(ResultSet result, Object value) throws SQLException {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value.getClass() == Date.class && type == Types.DATE) {
            return value;
        }
        if (value instanceof Timestamp timestamp) {
            return holdsMoments ? value : local(result, timestamp);
        }
        if (value instanceof Time time) {
            return typeName.equals("timetz") ? withOffset(result) : localTime(result, time);
        }
        if (value instanceof Array array) {
            return entries(array);
        }
        if (value instanceof Clob || value instanceof SQLXML || value instanceof ResultSet) {
            return result.getString(number);
        }
        if (value instanceof Blob) {
            return result.getBytes(number);
        }
        // Oracle's DATE has a time of day, which getObject drops; its own timestamp classes are not java.sql.Timestamp.
        boolean hidesTimestamp = value instanceof Date && type == Types.TIMESTAMP
                || value.getClass().getName().startsWith("oracle.sql.TIMESTAMP");
        if (hidesTimestamp) {
            Timestamp timestamp = result.getTimestamp(number);
            return timestamp == null || holdsMoments ? timestamp : local(result, timestamp);
        }
        if (holdsMoments) {
            return moment(result, value);
        }
        boolean isOfDriver = !value.getClass().getName().startsWith("java.")
                && !value.getClass().isArray();
        return isOfDriver && profile.showsObjects() ? result.getString(number) : value;
    }

    /** Entries are read as columns of their type are, where the driver can do so. */
    private Object[] entries(Array array) throws SQLException {
        return profile.showsObjects() && !PLAIN.contains(array.getBaseType()) ? rowsOf(array) : objectsOf(array);
    }

    private Object[] rowsOf(Array array) throws SQLException {
        List<Object> values = new ArrayList<>();
        try (ResultSet entries = array.getResultSet()) {
            SqlColumn entry = new SqlColumn(2, entries.getMetaData(), profile);
            while (entries.next()) {
                values.add(entry.value(entries, entries.getRow()));
            }
        }
        return values.toArray();
    }

    private Object[] objectsOf(Array array) throws SQLException {
        Object[] values = (Object[]) array.getArray();
        if (!holdsMoments && Arrays.stream(values).anyMatch(Timestamp.class::isInstance)) {
            // A time that the clocks of the process leave out would come an hour later.
            throw new SQLException("times without a zone, shown in that of the process", "0A000");
        }
        return profile.keepsOffsets()
                ? values
                : Arrays.stream(values)
                        .map(value ->
                                value instanceof OffsetDateTime moment ? Timestamp.from(moment.toInstant()) : value)
                        .toArray();
    }

    /** Drivers have classes of their own for it, or show it in the zone of the process. */
    private Object moment(ResultSet result, Object value) throws SQLException {
        OffsetDateTime moment =
                value instanceof OffsetDateTime known ? known : result.getObject(number, OffsetDateTime.class);
        return moment == null || profile.keepsOffsets() ? moment : Timestamp.from(moment.toInstant());
    }

    private static boolean holdsMoments(int type, String typeName) {
        return type == Types.TIMESTAMP_WITH_TIMEZONE || MOMENT.matcher(typeName).matches();
    }

    /** With its offset; the driver's own would show it in the zone of the process. */
    private Object withOffset(ResultSet result) throws SQLException {
        OffsetTime time = result.getObject(number, OffsetTime.class);
        return isEndOfDay(time.toLocalTime()) ? result.getString(number) : time;
    }

    /** JDBC's own class has no more than milliseconds, and takes the end of a day for its beginning. */
    private Object localTime(ResultSet result, Time time) throws SQLException {
        try {
            LocalTime local = result.getObject(number, LocalTime.class);
            return isEndOfDay(local) ? "24:00:00" : local;
        } catch (SQLException | RuntimeException e) {
            // Not every driver knows that class.
            requireConnection(result, e);
            return time;
        }
    }

    /** As PostgreSQL's driver gives 24:00:00, a nanosecond before: no column has more than microseconds. */
    private static boolean isEndOfDay(LocalTime time) {
        return LocalTime.MAX.equals(time);
    }

    /** A time that the process's clocks leave out comes an hour later as a timestamp. */
    private LocalTimestamp local(ResultSet result, Timestamp timestamp) throws SQLException {
        LocalDateTime local = null;
        boolean says = ZoneId.systemDefault().getRules().isFixedOffset() && timestamp.getTime() > YEAR_ONE;
        if (!says) {
            try {
                local = result.getObject(number, LocalDateTime.class);
            } catch (SQLException | RuntimeException e) {
                // Not every driver knows that class.
                requireConnection(result, e);
            }
        }
        // PostgreSQL's infinity is the end of all time here, from which no offset can be taken.
        return new LocalTimestamp(timestamp, local == null || Math.abs(local.getYear()) > LAST_YEAR ? null : local);
    }

    /** A connection that is lost ends the reading; anything else is about this value alone. */
    static void requireConnection(ResultSet result, Exception e) throws SQLException {
        if (e instanceof SQLException sql) {
            String state = String.valueOf(sql.getSQLState());
            if (state.startsWith("08") || state.startsWith("57") || state.startsWith("58") || result.isClosed()) {
                throw sql;
            }
        }
    }
}
