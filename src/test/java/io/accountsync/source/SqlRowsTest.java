package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.state.TestPostgres;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.RowMapper;

/** What the columns of real databases become in a row. */
class SqlRowsTest {
    private static final String SQLITE = "jdbc:sqlite::memory:";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0.00",
                "12.5 | 12.50",
                "999.99 | 999.99",
                "1000 | 1000.00",
                "-1234567.89 | -1234567.89",
                "92233720368547758.07 | 92233720368547758.07"
            })
    void moneyIsANumberWhateverItsSize(String amount, String read) throws SQLException {
        assertThat(postgres("select '" + amount + "'::numeric::money as v").get(0))
                .containsEntry("v", new BigDecimal(read));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$1,234.50 | 1234.50",
                "($1,234.50) | -1234.50",
                "-$1,234.50 | -1234.50",
                "1.234,50 € | 1234.50",
                "-1.234.567,89 € | -1234567.89",
                "1 234,50 kr | 1234.50",
                "CHF 1'234.50 | 1234.50",
                "¥1234 | 1234"
            })
    void moneyIsReadInTheFormOfItsLocale(String shown, String read) throws SQLException {
        Map<String, Object> row =
                FakeResult.of("v", "money", java.sql.Types.DOUBLE, new SQLException("no", "22003"), shown);
        assertThat(row.get("v")).isEqualTo(new BigDecimal(read));
    }

    @Test
    void anAmountThatCouldMeanTwoThingsIsUnreadable() throws SQLException {
        Map<String, Object> row =
                FakeResult.of("v", "money", java.sql.Types.DOUBLE, new SQLException("no", "22003"), "1.234");
        assertThat(row.get("v"))
                .isEqualTo(new UnreadableValue("the column v of type money cannot be read in row 1 (SQL state 22018); "
                        + "cast it in the source query, as with cast(v as numeric)"));
    }

    @Test
    void blanksBehindAFixedLengthTextDoNotCount() throws SQLException {
        assertThat(postgres("select 'C1'::char(8) as a, ' C 1 '::char(8) as b, 'C1  '::varchar as c, ''::char(3) as d")
                        .get(0))
                .containsEntry("a", "C1")
                .containsEntry("b", " C 1")
                .containsEntry("c", "C1  ")
                .containsEntry("d", "");
    }

    @Test
    void columnsOfAnyTypeDoNotEndTheReading() throws SQLException {
        List<Map<String, Object>> rows = postgres(
                "select n, 1234567.5::float8::numeric::money as m, array[1234.5::numeric::money] as ms, int4range(1, 5) as r,"
                        + " point(1, 2) as p, '<a/>'::xml as x, 'infinity'::timestamptz as t, '10:00+02'::timetz as tz,"
                        + " interval '1 mon' as i, row(1, 'a') as c, 'a b'::tsvector as v, '4714-11-24 BC'::date as d,"
                        + " '294276-12-31'::timestamp as ts, B'101' as bits, '\\x00ff'::bytea as b, null::json as j"
                        + " from generate_series(1, 3) n");
        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row).hasSize(16));
        assertThat(rows.get(2)).containsEntry("n", 3).containsEntry("m", new BigDecimal("1234567.50"));
        assertThat(rows.get(0)).containsEntry("x", "<a/>");
    }

    @Test
    void theExactNameOfAColumnWins() throws SQLException {
        Map<String, Object> row =
                postgres("select 1 as \"Name\", 2 as name, 3 as other").get(0);
        assertThat(row.get("Name")).isEqualTo(1);
        assertThat(row.get("name")).isEqualTo(2);
        assertThat(row.get("OTHER")).isEqualTo(3);
        assertThat(((NamedColumns) row).isAmbiguous("Name")).isFalse();
        assertThat(((NamedColumns) row).isAmbiguous("NAME")).isTrue();
    }

    @Test
    void aNameThatStandsTwiceIsNoValue() throws SQLException {
        String join = "select * from (select 1 as id, 'a' as name) a, (select 2 as id, 5 as size) b";
        for (List<Map<String, Object>> rows : List.of(postgres(join), sqlite(join))) {
            Map<String, Object> row = rows.get(0);
            assertThat(row.get("name")).isEqualTo("a");
            assertThat(row.get("size")).isEqualTo(5);
            assertThat(row.get("ID")).isInstanceOf(UnreadableValue.class);
            assertThat(((NamedColumns) row).isAmbiguous("id")).isTrue();
            assertThatThrownBy(() -> String.valueOf(row.get("id"))).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void aTextWhoseBytesAreNoneIsUnreadableAndOneWithTheCharacterIsNot(String encoding) throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("texts.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma encoding = '" + encoding + "'");
            statement.execute("create table t (a text, b char(5), c json)");
            String bytes = encoding.equals("UTF-8") ? "x'4be4'" : "null";
            statement.execute("insert into t select v, v, v from (select cast(" + bytes + " as text) as v)");
            statement.execute("insert into t values ('a\uFFFDb\u20AC', 'a\uFFFD ', '\uFFFD')");
            statement.execute("insert into t values ('\u00E4\u20AC\uD83D\uDE00', '\u00E4', null)");
        }
        List<Map<String, Object>> rows = rows(url, "select * from t");
        boolean isBroken = encoding.equals("UTF-8");
        assertThat(rows.get(0).values()).hasSize(3).allSatisfy(value -> assertThat(value instanceof UnreadableValue)
                .isEqualTo(isBroken));
        assertThat(rows.get(0).get("a"))
                .isEqualTo(
                        !isBroken
                                ? null
                                : new UnreadableValue(
                                        "the column a of type text has bytes in row 1 that are not text in its encoding, "
                                                + "so that letters would be lost; write it at the source in UTF-8 (hex(a) shows the bytes)"));
        assertThat(rows.get(1).values()).containsExactly("a\uFFFDb\u20AC", "a\uFFFD", "\uFFFD");
        assertThat(rows.get(2).values()).containsExactly("\u00E4\u20AC\uD83D\uDE00", "\u00E4", null);
    }

    @Test
    void aTextOfAnExpressionWhoseBytesAreNoneIsUnreadable() throws SQLException {
        assertThat(sqlite("select upper(cast(x'4be4' as text)) || 'x' as v")
                        .get(0)
                        .get("v"))
                .isInstanceOf(UnreadableValue.class);
        assertThat(sqlite("select 'a' || cast(x'00' as text) || 'b' as v")
                        .get(0)
                        .get("v"))
                .isEqualTo("a\u0000b");
    }

    /** The server itself refuses to say such bytes. */
    @Test
    void aTextOfADatabaseWithoutEncodingWhoseBytesAreNoneIsNeverReadAsAnother() throws SQLException {
        String url = TestPostgres.shared().url("public");
        String database = "ascii" + System.nanoTime();
        rows(
                url,
                "create database " + database + " encoding 'SQL_ASCII' template template0 lc_collate 'C' lc_ctype 'C'");
        String query = "select convert_from('\\x4be4', 'SQL_ASCII') as v";
        assertThatThrownBy(() -> rows(url.replaceFirst("/[^/?]*\\?", "/" + database + "?"), query))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("invalid byte sequence");
    }

    private static List<Map<String, Object>> postgres(String query) throws SQLException {
        return rows(TestPostgres.shared().url("public"), query);
    }

    private static List<Map<String, Object>> sqlite(String query) throws SQLException {
        return rows(SQLITE, query);
    }

    private static List<Map<String, Object>> rows(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet result = statement.execute(query) ? statement.getResultSet() : null) {
            if (result == null) {
                return List.of();
            }
            List<Map<String, Object>> rows = new ArrayList<>();
            RowMapper<?> mapper = new SqlRows().newColumnRowMapper();
            while (result.next()) {
                rows.add(FakeResult.row(mapper, result, rows.size()));
            }
            return rows;
        }
    }
}
