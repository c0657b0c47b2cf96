package io.accountsync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The few places where SQLite and PostgreSQL differ. */
enum Dialect {
    SQLITE(
            Map.of(
                    "key", "text",
                    "blob", "blob",
                    "by_key", " without rowid",
                    "identity", "integer primary key autoincrement"),
            "json_each(?) as wanted",
            " in (select wanted.value from json_each(?) as wanted)",
            "json_each(?) as wanted cross join %s where %s = wanted.value",
            "",
            "select count(*) > 0 from sqlite_master where name = ?"),
    POSTGRESQL(
            Map.of(
                    "key", "text collate \"C\"",
                    "blob", "bytea",
                    "by_key", "",
                    "identity", "bigint primary key generated always as identity"),
            "json_array_elements_text(cast(? as json)) as wanted(value)",
            " = any(array(select json_array_elements_text(cast(? as json))))",
            "%s where %s = any(array(select json_array_elements_text(cast(? as json))))",
            " for share",
            "select to_regclass(?) is not null");

    private final Map<String, String> placeholders;
    private final String wantedKeys;
    private final String isWanted;
    private final String wanted;
    private final String shared;
    private final String tableExists;

    Dialect(
            Map<String, String> placeholders,
            String wantedKeys,
            String isWanted,
            String wanted,
            String shared,
            String tableExists) {
        this.placeholders = placeholders;
        this.wantedKeys = wantedKeys;
        this.isWanted = isWanted;
        this.wanted = wanted;
        this.shared = shared;
        this.tableExists = tableExists;
    }

    /** What Flyway fills in. */
    Map<String, String> placeholders() {
        return placeholders;
    }

    /**
     * A table {@code wanted (value)} made of one parameter, a JSON array of texts: joined with, it looks up any number of
     * keys by one prepared statement. Measured on SQLite at 1.3 µs a key, against 1.9 for a list of parameters and 4.6 for
     * one statement a key.
     */
    String wantedKeys() {
        return wantedKeys;
    }

    /**
     * What is selected first where {@link #wanted} is to say which key it found: to read a text from SQLite costs more than to find the
     * record, so there it is the number of the key.
     */
    String found(String key) {
        return this == SQLITE ? "wanted.key" : key;
    }

    /** The key that a row is about whose first column is {@link #found}. */
    String foundIn(ResultSet row, List<String> wanted) throws SQLException {
        return this == SQLITE ? wanted.get(row.getInt(1)) : row.getString(1);
    }

    /**
     * A table of which the keys in one parameter are looked up, a JSON array as in {@link #wantedKeys}: what follows {@code from}, up to a
     * condition that is to be added by {@code and}. PostgreSQL gets an array: whatever it knows of a table, and it knows nothing of
     * one that was filled a moment ago, it looks up the keys of an array by the index. Joined with a table of keys, it read the whole
     * table once a key.
     *
     * @param table and its alias
     * @param key column of the index, with the alias
     */
    String wanted(String table, String key) {
        return wanted.formatted(table, key);
    }

    /** What follows the column of an index in the condition that it is one of the keys in one parameter, a JSON array. */
    String isWanted() {
        return isWanted;
    }

    /**
     * What follows a select whose row nobody may change until our transaction ends; empty where only one transaction writes at a
     * time anyway.
     */
    String shared() {
        return shared;
    }

    /** A query for whether there is a table of a name, its parameter. */
    String tableExists() {
        return tableExists;
    }
}
