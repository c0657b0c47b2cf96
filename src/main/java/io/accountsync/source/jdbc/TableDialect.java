package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a kind of database makes a table of ours, and how it writes a row whether there is one with its key or not. The types are
 * those that the database's own documentation names for the purpose.
 *
 * @param key type of a text that rows are found by, which compares letter by letter; {@code %d} for the characters
 * @param text type of any other text
 * @param number type of a whole number of 64 bits
 * @param time type of a time to the millisecond, without zone
 * @param timeAsText whether its driver takes such a time as a text only
 * @param primaryKey what a primary key is declared by; empty for a database that knows none
 * @param upsert how a row takes the place of the one with its key
 */
public record TableDialect(
        String key, String text, String number, String time, boolean timeAsText, String primaryKey, Upsert upsert) {

    /** How a row takes the place of the one with its key. */
    public enum Upsert {
        ON_CONFLICT,
        ON_DUPLICATE_KEY,
        MERGE_KEY,
        /** Two statements in one transaction, which every database knows. */
        DELETE_AND_INSERT
    }

    private static final String PRIMARY_KEY = "primary key (%s)";

    private static final TableDialect STANDARD = new TableDialect(
            "varchar(%d)", "varchar(%d)", "bigint", "timestamp", false, PRIMARY_KEY, Upsert.DELETE_AND_INSERT);

    private static final TableDialect MY_SQL = new TableDialect(
            "varchar(%d) character set utf8mb4 collate utf8mb4_bin",
            "varchar(%d) character set utf8mb4", "bigint", "datetime(3)", false, PRIMARY_KEY, Upsert.ON_DUPLICATE_KEY);

    private static final Map<String, TableDialect> BY_NAME = Map.ofEntries(
            Map.entry("postgresql", STANDARD.with("timestamp(3)", Upsert.ON_CONFLICT)),
            Map.entry("duckdb", STANDARD.with("timestamp", Upsert.ON_CONFLICT)),
            Map.entry("h2", STANDARD.with("timestamp(3)", Upsert.MERGE_KEY)),
            Map.entry("mysql", MY_SQL),
            Map.entry("mariadb", MY_SQL),
            Map.entry(
                    "sqlite",
                    new TableDialect("text", "text", "integer", "text", true, PRIMARY_KEY, Upsert.ON_CONFLICT)),
            Map.entry(
                    "sqlserver",
                    new TableDialect(
                            "nvarchar(%d) collate Latin1_General_100_BIN2",
                            "nvarchar(%d)", "bigint", "datetime2(3)", false, PRIMARY_KEY, Upsert.DELETE_AND_INSERT)),
            Map.entry(
                    "oracle",
                    new TableDialect(
                            "varchar2(%d char)",
                            "varchar2(%d char)",
                            "number(19)",
                            "timestamp(3)",
                            false,
                            PRIMARY_KEY,
                            Upsert.DELETE_AND_INSERT)),
            Map.entry(
                    "snowflake",
                    new TableDialect(
                            "varchar(%d)",
                            "varchar(%d)", "bigint", "timestamp_ntz(3)", true, PRIMARY_KEY, Upsert.DELETE_AND_INSERT)),
            // Its lengths are bytes, of which a character has up to four; a longer text than the first is no key there.
            Map.entry(
                    "redshift",
                    new TableDialect(
                            "varchar(1020)",
                            "varchar(4096)",
                            "bigint",
                            "timestamp",
                            false,
                            PRIMARY_KEY,
                            Upsert.DELETE_AND_INSERT)),
            Map.entry(
                    "bigquery",
                    new TableDialect(
                            "string",
                            "string",
                            "int64",
                            "datetime",
                            true,
                            PRIMARY_KEY + " not enforced",
                            Upsert.DELETE_AND_INSERT)),
            Map.entry(
                    "databricks",
                    new TableDialect(
                            "string", "string", "bigint", "timestamp_ntz", true, "", Upsert.DELETE_AND_INSERT)));

    /** The one of the database that a URL is of; for one that is not known what the SQL standard has. */
    public static TableDialect of(JdbcUrl url) {
        return BY_NAME.getOrDefault(JdbcProfiles.orUnknown(url).name(), STANDARD);
    }

    private TableDialect with(String timeType, Upsert form) {
        return new TableDialect(key, text, number, timeType, timeAsText, primaryKey, form);
    }

    /** The statements that write a row, each with which of the columns as parameters, in that order. */
    public List<Write> writes(String table, List<String> keys, List<String> others) {
        List<String> all = Stream.concat(keys.stream(), others.stream()).toList();
        String insert = " into " + table + " (" + String.join(", ", all) + ")";
        String values = " values (" + all.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        String keyList = String.join(", ", keys);
        return switch (upsert) {
            case ON_CONFLICT ->
                List.of(new Write(
                        "insert" + insert + values + " on conflict (" + keyList + ") do update set "
                                + assigned(others, "excluded.%s"),
                        all));
            case ON_DUPLICATE_KEY ->
                List.of(new Write(
                        "insert" + insert + values + " on duplicate key update " + assigned(others, "values(%s)"),
                        all));
            case MERGE_KEY -> List.of(new Write("merge" + insert + " key (" + keyList + ")" + values, all));
            case DELETE_AND_INSERT ->
                List.of(
                        new Write(
                                "delete from " + table + " where "
                                        + keys.stream().map(key -> key + " = ?").collect(Collectors.joining(" and ")),
                                keys),
                        new Write("insert" + insert + values, all));
        };
    }

    /** A statement and the columns that its parameters are. */
    public record Write(String sql, List<String> columns) {}

    private static String assigned(List<String> columns, String value) {
        return columns.stream()
                .map(column -> column + " = " + String.format(value, column))
                .collect(Collectors.joining(", "));
    }
}
