package io.accountsync.source;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A column of a query and how its values are read: as the driver gives them, but for types whose drivers give something else
 * than the database shows. Values that hang on the connection, such as arrays and long texts, are taken out of it.
 */
final class SqlColumn {
    private static final List<String> MYSQL_DRIVERS = List.of("org.mariadb.jdbc.", "com.mysql.");
    private static final Pattern MOMENT = Pattern.compile("timestamptz|.*with (?:local )?time zone.*|datetimeoffset.*");
    private static final int LAST_YEAR = 9999;
    private static final String ZERO_DATE = "0000-00-00";
    private static final Pattern PART_OF_DATE = Pattern.compile("\\d{4}-(?:00-\\d\\d|\\d\\d-00).*");
    private static final Pattern TIME_OF_DAY = Pattern.compile("(?:[01]\\d|2[0-3]):.*");

    private final int number;
    private final String name;
    private final int type;
    private final String typeName;
    private final SpecialType special;
    private final boolean holdsMoments;

    SqlColumn(int number, ResultSetMetaData meta) throws SQLException {
        this(number, meta, MYSQL_DRIVERS.stream().anyMatch(meta.getClass().getName()::startsWith));
    }

    SqlColumn(int number, ResultSetMetaData meta, boolean isMySql) throws SQLException {
        this.number = number;
        this.name = meta.getColumnLabel(number);
        this.type = meta.getColumnType(number);
        this.typeName = typeName(number, meta);
        this.holdsMoments = type == Types.TIMESTAMP_WITH_TIMEZONE
                || MOMENT.matcher(typeName).matches();
        this.special = isMySql ? SpecialType.ofMySql(type, typeName) : SpecialType.of(type, typeName);
    }

    String name() {
        return name;
    }

    /**
     * The value of this column in the row where the result stands.
     *
     * @param row its place, counted from 1
     * @return an {@link UnreadableValue} where the driver cannot read it
     * @throws SQLException when the connection is lost
     */
    Object value(ResultSet result, long row) throws SQLException {
        try {
            return read(result);
        } catch (SQLException | RuntimeException e) {
            requireConnection(result, e);
            return asShown(result, row, e);
        }
    }

    private Object read(ResultSet result) throws SQLException {
        switch (special) {
            case MONEY -> {
                return Money.read(result.getString(number));
            }
            case CHAR -> {
                return withoutBlanks(result.getObject(number));
            }
            case MYSQL_BIT -> {
                Object value = result.getObject(number);
                return value instanceof Boolean ? (Object) result.getInt(number) : value(result, value);
            }
            case MYSQL_YEAR -> {
                int year = result.getInt(number);
                return result.wasNull() ? null : year;
            }
            case MYSQL_DATE, MYSQL_TIME -> {
                String text = result.getString(number);
                return text == null || isReadRightly(text) ? value(result, result.getObject(number)) : shown(text);
            }
            default -> {
                return value(result, result.getObject(number));
            }
        }
    }

    private Object value(ResultSet result, Object value) throws SQLException {
        if (value == null || value instanceof String || value instanceof Number) {
            return value;
        }
        if (value instanceof Timestamp timestamp) {
            return holdsMoments ? value : local(result, timestamp);
        }
        if (value instanceof Time && typeName.equals("timetz")) {
            // The driver's would show it in the zone of the process.
            return result.getObject(number, OffsetTime.class)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalTime();
        }
        if (value instanceof Array array) {
            return array.getArray();
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
        if (!hidesTimestamp) {
            return value;
        }
        Timestamp timestamp = result.getTimestamp(number);
        return timestamp == null || holdsMoments ? timestamp : local(result, timestamp);
    }

    /** A time that the process's clocks leave out comes an hour later as a timestamp. */
    private LocalTimestamp local(ResultSet result, Timestamp timestamp) throws SQLException {
        LocalDateTime local = null;
        if (!ZoneId.systemDefault().getRules().isFixedOffset()) {
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

    private boolean isReadRightly(String text) {
        return special == SpecialType.MYSQL_TIME
                ? TIME_OF_DAY.matcher(text).matches()
                : !text.startsWith(ZERO_DATE) && !PART_OF_DATE.matcher(text).matches();
    }

    /** A date of zeros is MySQL's for none. */
    private static String shown(String text) {
        return text.startsWith(ZERO_DATE) ? null : text;
    }

    /** What the driver cannot make a value of is read as the database shows it. */
    private Object asShown(ResultSet result, long row, Exception failure) throws SQLException {
        try {
            String text = special == SpecialType.MONEY ? null : result.getString(number);
            if (text != null) {
                return shown(text);
            }
        } catch (SQLException | RuntimeException e) {
            requireConnection(result, e);
        }
        String why = failure instanceof SQLException sql && sql.getSQLState() != null
                ? "SQL state " + sql.getSQLState()
                : "the driver does not convert it";
        return new UnreadableValue(
                "the column " + name + " of type " + typeName + " cannot be read in row " + row + " ("
                        + why + "); cast it in the source query, as with cast(" + name + " as "
                        + (special == SpecialType.MONEY ? "numeric" : "text") + ")");
    }

    private static Object withoutBlanks(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /** A connection that is lost ends the reading; anything else is about this value alone. */
    private static void requireConnection(ResultSet result, Exception e) throws SQLException {
        if (e instanceof SQLException sql) {
            String state = String.valueOf(sql.getSQLState());
            if (state.startsWith("08") || state.startsWith("57") || state.startsWith("58") || result.isClosed()) {
                throw sql;
            }
        }
    }

    private static String typeName(int number, ResultSetMetaData meta) {
        try {
            return String.valueOf(meta.getColumnTypeName(number)).toLowerCase(Locale.ROOT);
        } catch (SQLException e) {
            return "unknown";
        }
    }
}
