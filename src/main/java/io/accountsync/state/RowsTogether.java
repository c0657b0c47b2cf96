package io.accountsync.state;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows written to SQLite some at a time by one statement: that takes two thirds of the time of a statement for each. */
final class RowsTogether {
    /** More of them are no faster. */
    static final int ROWS = 25;

    private RowsTogether() {}

    /** Sets the parameters of one row, from the place after {@code before} on. */
    @FunctionalInterface
    interface Values<T> {
        void set(PreparedStatement statement, int before, T row) throws SQLException;
    }

    /**
     * Writes rows.
     *
     * @param into the statement up to its values
     * @param row the values of one row, in parentheses
     * @param then what follows them
     * @return how many were written of each {@link #ROWS}, the rest last
     */
    static <T> int[] write(JdbcTemplate db, String into, String row, String then, List<T> rows, Values<T> values) {
        int whole = rows.size() / ROWS;
        List<T> rest = rows.subList(whole * ROWS, rows.size());
        int[] written = Arrays.copyOf(
                batch(db, into + valuesOf(row, ROWS) + then, rows, ROWS, whole, values),
                whole + (rest.isEmpty() ? 0 : 1));
        if (!rest.isEmpty()) {
            written[whole] = batch(db, into + valuesOf(row, rest.size()) + then, rest, rest.size(), 1, values)[0];
        }
        return written;
    }

    private static String valuesOf(String row, int times) {
        return "values " + row + (", " + row).repeat(times - 1);
    }

    private static <T> int[] batch(
            JdbcTemplate db, String sql, List<T> rows, int together, int times, Values<T> values) {
        int parameters = (int) (sql.chars().filter(one -> one == '?').count() / together);
        return db.batchUpdate(sql, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int i) throws SQLException {
                for (int row = 0; row < together; row++) {
                    values.set(statement, row * parameters, rows.get(i * together + row));
                }
            }

            @Override
            public int getBatchSize() {
                return times;
            }
        });
    }
}
