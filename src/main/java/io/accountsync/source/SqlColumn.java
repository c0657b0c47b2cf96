package io.accountsync.source;

import io.accountsync.source.jdbc.JdbcProfile;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column of a query and how its values are read: as the driver gives them, but for types whose drivers give something else
 * than the database shows. Values that hang on the connection, such as arrays and long texts, are taken out of it.
 */
final class SqlColumn {
    private static final List<String> MYSQL_DRIVERS = List.of("org.mariadb.jdbc.", "com.mysql.");
    private static final String ZERO_DATE = "0000-00-00";
    private static final Pattern PART_OF_DATE = Pattern.compile("\\d{4}-(?:00-\\d\\d|\\d\\d-00).*|0000-.*");
    private static final Pattern TIME_OF_DAY = Pattern.compile("(?:[01]\\d|2[0-3]):.*");

    private final int number;
    private final ColumnType type;
    private final SpecialType special;
    private final DriverValues values;

    SqlColumn(int number, ResultSetMetaData meta, JdbcProfile profile) throws SQLException {
        int jdbcType = meta.getColumnType(number);
        String typeName = typeName(number, meta);
        boolean isMySql = profile.isMySql()
                || MYSQL_DRIVERS.stream().anyMatch(meta.getClass().getName()::startsWith);
        this.number = number;
        this.type = new ColumnType(meta.getColumnLabel(number), typeName, profile.casts());
        this.special = isMySql ? SpecialType.ofMySql(jdbcType, typeName) : SpecialType.of(jdbcType, typeName);
        this.values = new DriverValues(number, jdbcType, typeName, profile);
    }

    ColumnType type() {
        return type;
    }

    /**
     * The value of this column in the row where the result stands.
     *
     * @param row its place, counted from 1
     * @return an {@link UnreadableValue} where the driver cannot read it, or reads another text than the database has
     * @throws SQLException when the connection is lost
     */
    Object value(ResultSet result, long row) throws SQLException {
        Object value;
        try {
            value = read(result);
        } catch (SQLException | RuntimeException e) {
            DriverValues.requireConnection(result, e);
            value = asShown(result, row, e);
        }
        return value instanceof String text && ReplacementCharacter.isIn(text) ? decoded(text, result, row) : value;
    }

    /** The source has the character itself, or the driver wrote it for bytes that are no text: they say which, where it has them. */
    private Object decoded(String text, ResultSet result, long row) throws SQLException {
        Optional<String> remedy = values.profile().remedyOfBrokenText(type.column());
        if (remedy.isEmpty()) {
            return text;
        }
        byte[] bytes = result.getBytes(number);
        String whole = result.getString(number);
        boolean isOfSource = Arrays.equals(bytes, whole.getBytes(StandardCharsets.UTF_8))
                || Arrays.equals(bytes, whole.getBytes(StandardCharsets.UTF_16BE));
        return isOfSource
                ? text
                : new UnreadableValue("the column " + type.column() + " of type " + type.name()
                        + " has bytes in row " + row
                        + " that are not text in its encoding, so that letters would be lost; "
                        + remedy.get());
    }

    private Object read(ResultSet result) throws SQLException {
        switch (special) {
            case MONEY -> {
                return Money.read(result.getString(number));
            }
            case CHAR -> {
                return withoutBlanks(result.getObject(number));
            }
            case SHOWN -> {
                return result.getString(number);
            }
            case BITS -> {
                return bits(result);
            }
            case MYSQL_BIT -> {
                Object value = result.getObject(number);
                return value instanceof Boolean ? (Object) result.getInt(number) : values.of(result, value);
            }
            case MYSQL_YEAR -> {
                int year = result.getInt(number);
                return result.wasNull() ? null : year;
            }
            case MYSQL_DATE, MYSQL_TIME -> {
                String text = result.getString(number);
                return text == null || isReadRightly(text) ? values.of(result, result.getObject(number)) : shown(text);
            }
            default -> {
                return values.of(result, result.getObject(number));
            }
        }
    }

    /** PostgreSQL's driver takes a single bit for a yes or no, and cannot read several. */
    private Object bits(ResultSet result) throws SQLException {
        Object value;
        try {
            value = result.getObject(number);
        } catch (SQLException e) {
            DriverValues.requireConnection(result, e);
            value = result.getString(number);
        }
        return value == null || value instanceof Boolean || value instanceof Number
                ? value
                : new BitText(result.getString(number));
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
            String text =
                    special == SpecialType.MONEY || values.type() == Types.ARRAY ? null : result.getString(number);
            if (text != null) {
                return shown(text);
            }
        } catch (SQLException | RuntimeException e) {
            DriverValues.requireConnection(result, e);
        }
        String why = failure instanceof SQLException sql && sql.getSQLState() != null
                ? "SQL state " + sql.getSQLState()
                : "the driver does not convert it";
        return new UnreadableValue("the column " + type.column() + " of type " + type.name()
                + " cannot be read in row " + row + " (" + why + "); cast it in the source query, as with "
                + (special == SpecialType.MONEY ? "cast(" + type.column() + " as numeric)" : type.textCast()));
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

    private static String typeName(int number, ResultSetMetaData meta) {
        try {
            return String.valueOf(meta.getColumnTypeName(number)).toLowerCase(Locale.ROOT);
        } catch (SQLException e) {
            return "unknown";
        }
    }
}
