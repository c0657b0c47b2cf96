package io.accountsync.dataloader;

import java.util.List;
import java.util.Map;

/**
 * A query of database-conf.xml with the database that it asks.
 *
 * @param id what dataAccess.name names
 * @param line where its SqlConfig begins
 * @param source the database
 * @param columns the columns that Data Loader reads of the result; empty where the file lists none
 * @param parameters the Java class of each parameter, by its name
 */
record DatabaseRead(
        String id, int line, Database source, String sql, List<String> columns, Map<String, String> parameters) {
    /**
     * A database.
     *
     * @param url without a password
     * @param username empty for none
     * @param line where its bean begins
     */
    record Database(String url, String username, int line) {
        boolean isSame(Database other) {
            return url.equals(other.url) && username.equals(other.username);
        }
    }

    /** Whether the result has a column, as far as the file says. */
    boolean hasColumn(String name) {
        return columns.isEmpty() || columns.stream().anyMatch(name::equalsIgnoreCase);
    }
}
