package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.mapping.CursorType;
import io.accountsync.mapping.InvalidRowException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The rows of a real source database, read as the source routes read them. */
final class TestRows {
    private TestRows() {}

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> rows(HikariDataSource source, String sql, Object... parameters) {
        return new JdbcTemplate(source)
                .query(sql, (RowMapper<Map<String, Object>>) new SqlRows().newColumnRowMapper(), parameters);
    }

    /** The table t has the rows 1 and 2, the second with the later cursor: read, it selects the second alone. */
    static void assertSelectsTheSecondAlone(HikariDataSource source, String column, CursorType cursor)
            throws InvalidRowException {
        Object read =
                rows(source, "select " + column + " from t where id = 2").get(0).get(column);
        Object since = cursor.toSql(cursor.read(column, read));
        assertThat(rows(source, "select id from t where " + column + " >= ?", since))
                .extracting(row -> row.get("id"))
                .containsExactly(2);
        assertThat(rows(source, "select id from t where " + column + " > ?", since))
                .isEmpty();
    }
}
