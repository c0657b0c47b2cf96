package io.accountsync.cdc;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What PostgreSQL writes of a row that is deleted or changed, see REPLICA IDENTITY.
 *
 * @param table with its schema
 * @param exists whether it is there
 * @param isFull whether it writes all columns
 * @param columns that it writes, where it does not write all
 */
public record ReplicaIdentity(String table, boolean exists, boolean isFull, List<String> columns) {
    private static final String IDENTITY =
            "select c.relreplident from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where n.nspname || '.' || c.relname = ? and c.relkind in ('r', 'p')";
    private static final String COLUMNS =
            "select a.attname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " join pg_index i on i.indrelid = c.oid"
                    + " and (c.relreplident = 'd' and i.indisprimary or c.relreplident = 'i' and i.indisreplident)"
                    + " join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)"
                    + " where n.nspname || '.' || c.relname = ?";

    static ReplicaIdentity of(String table, JdbcTemplate database) {
        List<String> identity = database.queryForList(IDENTITY, String.class, table);
        return new ReplicaIdentity(
                table,
                !identity.isEmpty(),
                identity.contains("f"),
                database.queryForList(COLUMNS, String.class, table));
    }

    /** Whether it writes these columns, whose names ignore case. */
    public boolean has(Collection<String> names) {
        Set<String> written = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        written.addAll(columns);
        return isFull || written.containsAll(names);
    }
}
