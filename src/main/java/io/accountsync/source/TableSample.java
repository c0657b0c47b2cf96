package io.accountsync.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;

/**
 * The first rows of a query, read as a run reads them.
 *
 * @param columns their names and types, in order
 * @param rows by column
 * @param isWhole whether there are no others
 */
public record TableSample(List<TableSample.Column> columns, List<Map<String, Object>> rows, boolean isWhole) {
    /**
     * A column of a result.
     *
     * @param type as the database calls it, in lower case
     */
    public record Column(String name, String type) {}

    /**
     * Reads them.
     *
     * @param query without parameters
     * @param most how many rows, for the number of columns that there are
     * @throws SourceException when the database refuses the query
     */
    @SuppressWarnings("unchecked")
    public static TableSample read(Connection connection, String query, RowLimit most) {
        RowMapper<Map<String, Object>> mapper = (RowMapper<Map<String, Object>>) new SqlRows().newColumnRowMapper();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(RowLimit.FETCHED);
            statement.setMaxRows(RowLimit.ROWS + 1);
            try (ResultSet result = statement.executeQuery(query)) {
                List<Column> columns = columns(result.getMetaData());
                int limit = most.of(columns.size());
                List<Map<String, Object>> rows = new ArrayList<>();
                boolean isWhole = true;
                while (isWhole && result.next()) {
                    isWhole = rows.size() < limit;
                    if (isWhole) {
                        rows.add(mapper.mapRow(result, rows.size()));
                    }
                }
                return new TableSample(columns, rows, isWhole);
            }
        } catch (SQLException e) {
            throw new SourceException("The source database refuses the query: " + QueryError.text(e), e);
        }
    }

    private static List<Column> columns(ResultSetMetaData meta) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new Column(
                    meta.getColumnLabel(i),
                    String.valueOf(meta.getColumnTypeName(i)).toLowerCase(Locale.ROOT)));
        }
        return columns;
    }
}
