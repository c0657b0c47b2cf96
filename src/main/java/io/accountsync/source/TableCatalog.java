package io.accountsync.source;

import io.accountsync.config.NearestNames;
import io.accountsync.config.Sentence;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables and views of the source database, as its catalog has them. */
public final class TableCatalog {
    private static final String[] KINDS = {
        "TABLE", "VIEW", "PARTITIONED TABLE", "MATERIALIZED VIEW", "FOREIGN TABLE", "BASE TABLE"
    };

    /** How many names a message shows. */
    private static final int SHOWN = 3;

    private final Connection connection;
    private final DatabaseMetaData catalog;

    /** @throws SQLException when the connection is lost */
    public TableCatalog(Connection connection) throws SQLException {
        this.connection = connection;
        this.catalog = connection.getMetaData();
    }

    /**
     * The table that somebody named, with or without its schema; case does not count unless two differ in nothing else.
     *
     * @throws SourceException when there is none, or several; the message says which there are
     * @throws SQLException when the connection is lost
     */
    public TableFacts find(String written) throws SQLException {
        List<TableName> all = tables();
        List<TableName> meant =
                all.stream().filter(table -> table.isMeantBy(written)).toList();
        if (meant.size() > 1) {
            meant = preferred(meant, written);
        }
        if (meant.isEmpty()) {
            throw new SourceException("There is no table or view " + written
                    + " in the source database, or this user may not see it. " + nearest(written, all));
        }
        if (meant.size() > 1) {
            throw new SourceException(Sentence.closed("There are several tables " + written + ": "
                            + String.join(
                                    ", ", meant.stream().map(TableName::text).toList()))
                    + " Name one of them with its schema, in the case that it has.");
        }
        return facts(meant.get(0));
    }

    private List<TableName> preferred(List<TableName> meant, String written) throws SQLException {
        String plain = TableName.withoutQuotes(written);
        List<TableName> exact = meant.stream()
                .filter(table -> table.text().equals(plain) || table.name().equals(plain))
                .toList();
        List<TableName> some = exact.isEmpty() ? meant : exact;
        String schema = connection.getSchema();
        List<TableName> own = some.stream()
                .filter(table -> String.valueOf(table.schema()).equals(schema))
                .toList();
        return own.size() == 1 ? own : some;
    }

    private static String nearest(String written, List<TableName> all) {
        if (all.isEmpty()) {
            return "It sees none at all.";
        }
        List<String> names = new ArrayList<>(all.stream().map(TableName::text).toList());
        if (written.indexOf('.') < 0) {
            names = all.stream().map(TableName::name).distinct().toList();
        }
        return "The nearest are: " + String.join(", ", NearestNames.some(written, names, SHOWN));
    }

    private List<TableName> tables() throws SQLException {
        List<TableName> tables = new ArrayList<>();
        try (ResultSet found = catalog.getTables(connection.getCatalog(), null, "%", KINDS)) {
            while (found.next()) {
                tables.add(new TableName(found.getString("TABLE_SCHEM"), found.getString("TABLE_NAME")));
            }
        }
        return tables;
    }

    private TableFacts facts(TableName table) throws SQLException {
        SqlName names = new SqlName(catalog);
        String name = names.of(table.name());
        String sql = table.schema() == null ? name : names.of(table.schema()) + "." + name;
        List<String> primaryKey = primaryKey(table);
        Set<String> unique = new TreeSet<>();
        Set<String> indexed = new TreeSet<>(primaryKey.stream().limit(1).toList());
        indexes(table).forEach(index -> {
            indexed.add(index.columns().get(0));
            if (index.isUnique() && index.columns().size() == 1) {
                unique.add(index.columns().get(0));
            }
        });
        if (primaryKey.size() == 1) {
            unique.addAll(primaryKey);
        }
        return new TableFacts(table, sql, primaryKey, unique, indexed, required(table));
    }

    private List<String> primaryKey(TableName table) throws SQLException {
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet found = catalog.getPrimaryKeys(connection.getCatalog(), table.schema(), table.name())) {
            while (found.next()) {
                columns.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    private record Index(boolean isUnique, List<String> columns) {}

    /** Without those that hold some of the rows only, or the results of functions. */
    private List<Index> indexes(TableName table) throws SQLException {
        Map<String, Index> byName = new LinkedHashMap<>();
        try (ResultSet found =
                catalog.getIndexInfo(connection.getCatalog(), table.schema(), table.name(), false, true)) {
            while (found.next()) {
                String column = found.getString("COLUMN_NAME");
                if (found.getShort("TYPE") != DatabaseMetaData.tableIndexStatistic
                        && column != null
                        && found.getString("FILTER_CONDITION") == null) {
                    boolean isUnique = !found.getBoolean("NON_UNIQUE");
                    byName.computeIfAbsent(
                                    found.getString("INDEX_NAME"), name -> new Index(isUnique, new ArrayList<>()))
                            .columns()
                            .add(column);
                }
            }
        }
        return List.copyOf(byName.values());
    }

    private Set<String> required(TableName table) throws SQLException {
        Set<String> names = new TreeSet<>();
        // A name may hold what is a pattern here.
        String escape = catalog.getSearchStringEscape();
        String pattern = escape == null || escape.isEmpty()
                ? table.name()
                : table.name().replaceAll("([_%])", "\\" + escape + "$1");
        try (ResultSet found = catalog.getColumns(connection.getCatalog(), table.schema(), pattern, "%")) {
            while (found.next()) {
                if (found.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                        && table.name().equals(found.getString("TABLE_NAME"))) {
                    names.add(found.getString("COLUMN_NAME"));
                }
            }
        }
        return names;
    }
}
