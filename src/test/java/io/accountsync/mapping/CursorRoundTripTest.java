package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.source.TextParameter;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors that go through a database: what was read, bound again, selects the row that it came from. */
class CursorRoundTripTest {
    private static final String POSTGRES = TestPostgres.shared().newDatabase();

    private final DefaultZone zone = new DefaultZone();

    @TempDir
    private Path directory;

    @AfterEach
    void backHome() {
        zone.restore();
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp,   TIMESTAMP",
        "timestamptz, TIMESTAMP",
        "date,        DATE",
        "date,        TIMESTAMP",
        "timestamp,   DATE",
        "integer,     INTEGER",
        "bigint,      INTEGER",
        "numeric,     INTEGER"
    })
    void aFirstRunSelectsTheOldestRow(String column, CursorType type) throws Exception {
        // With a zone, midnight of the first day lies before or behind midnight here.
        String first = column.equals("timestamptz") ? "0001-01-02" : "0001-01-01";
        String oldest = type == CursorType.INTEGER ? "-2147483648" : first;
        for (String name : List.of("UTC", "Europe/Berlin", "America/New_York")) {
            zone.set(name);
            try (Connection connection = postgres()) {
                table(connection, column, oldest);
                assertThat(since(connection, type.toSql(type.floor()))).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp,    TIMESTAMP, 2026-01-31 09:30:00.123456",
        "timestamptz,  TIMESTAMP, 2026-01-31 09:30:00.123456+05:30",
        "timestamptz,  TIMESTAMP, 2026-10-25 02:30:00.000001+02:00",
        "timestamptz,  TIMESTAMP, 2026-10-25 02:30:00.000001+01:00",
        "timestamp,    TIMESTAMP, 2026-10-25 02:30:00",
        "timestamp(0), TIMESTAMP, 2026-01-31 09:30:00",
        "timestamp,    TIMESTAMP, 1883-11-18 12:00:00",
        "date,         DATE,      2026-03-29",
        "date,         DATE,      9999-12-31",
        "bigint,       INTEGER,   9223372036854775807",
        "numeric,      INTEGER,   42"
    })
    void whatWasReadSelectsItsRowAndNoneBefore(String column, CursorType type, String value) throws Exception {
        for (String name : List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata")) {
            zone.set(name);
            try (Connection connection = postgres()) {
                table(connection, column, value);
                long cursor = type.read("c", onlyValue(connection));
                assertThat(since(connection, type.toSql(cursor))).as(name).hasSize(1);
                assertThat(after(connection, type.toSql(cursor))).as(name).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-03-29 01:59:59", "2026-03-29 02:30:00", "2026-03-29 02:59:59.999", "2026-03-29 03:00:00"})
    void aTimeThatDoesNotExistHereLosesNoRow(String last) throws Exception {
        zone.set("Europe/Berlin");
        try (Connection connection = postgres()) {
            table(connection, "timestamp", last);
            long cursor = CursorType.TIMESTAMP.read("c", onlyValue(connection));
            // A row that is committed late, four minutes before what was read.
            insert(connection, "timestamp '" + last + "' - interval '4 minutes'");
            long since = CursorType.TIMESTAMP.minus(cursor, Duration.ofMinutes(5), 0);
            assertThat(since(connection, CursorType.TIMESTAMP.toSql(since))).hasSize(2);
        }
    }

    @Test
    void theHourThatComesTwiceLosesNoRow() throws Exception {
        zone.set("Europe/Berlin");
        try (Connection connection = postgres()) {
            table(connection, "timestamp", "2026-10-25 02:50:00");
            long cursor = CursorType.TIMESTAMP.read("c", onlyValue(connection));
            // Twenty minutes later the clock of the source says 02:10 again.
            insert(connection, "timestamp '2026-10-25 02:10:00'");
            long since = CursorType.TIMESTAMP.minus(cursor, Duration.ofMinutes(5), 0);
            assertThat(since(connection, CursorType.TIMESTAMP.toSql(since))).hasSize(2);
        }
    }

    @Test
    void infinityIsReadAsTheGreatestCursor() throws Exception {
        try (Connection connection = postgres()) {
            table(connection, "timestamp", "infinity");
            assertThat(CursorType.TIMESTAMP.read("c", onlyValue(connection))).isEqualTo(Long.MAX_VALUE);
            table(connection, "date", "infinity");
            assertThat(CursorType.DATE.text(CursorType.DATE.read("c", onlyValue(connection))))
                    .startsWith("+");
        }
    }

    @Test
    void aFirstRunSelectsTheOldestRowOfSqlite() throws Exception {
        try (Connection connection = sqlite()) {
            table(connection, "text", "0001-01-01 00:00:00.000");
            assertThat(since(connection, CursorType.TIMESTAMP.toSql(CursorType.TIMESTAMP.floor())))
                    .hasSize(1);
            table(connection, "text", "0001-01-01");
            assertThat(since(connection, CursorType.INTEGER.toSql(CursorType.INTEGER.floor())))
                    .hasSize(1);
        }
    }

    @Test
    void whatWasReadFromSqliteSelectsItsRow() throws Exception {
        for (String name : List.of("UTC", "Europe/Berlin")) {
            zone.set(name);
            try (Connection connection = sqlite()) {
                table(connection, "text", "2026-01-31 09:30:00.123");
                long cursor = CursorType.TIMESTAMP.read("c", onlyValue(connection));
                assertThat(since(connection, CursorType.TIMESTAMP.toSql(cursor)))
                        .hasSize(1);
                assertThat(after(connection, CursorType.TIMESTAMP.toSql(cursor)))
                        .isEmpty();
                table(connection, "integer", "42");
                assertThat(since(
                                connection,
                                CursorType.INTEGER.toSql(CursorType.INTEGER.read("c", onlyValue(connection)))))
                        .hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, 2026-11-26T23:20:00.000Z",
        "TIMESTAMP, 2026-11-26T23:20:00.1234567Z",
        "TIMESTAMP, 2026-11-26T23:20Z",
        "TIMESTAMP, 2026-11-26t23:20:00z",
        "TIMESTAMP, 2026-11-26 11:20:00+00:00",
        "TIMESTAMP, 2026-11-26 11:20:00 +0530",
        "TIMESTAMP, 2026-11-26T11:20:00.123456-08",
        "TIMESTAMP, 2026-11-26 23:20:00",
        "TIMESTAMP, 2026-11-26T23:20:00.999999999",
        "TIMESTAMP, 2026-11-26",
        "TIMESTAMP, 1969-07-20 20:17:40.5",
        "TIMESTAMP, 1580-02-29 20:17:40",
        "TIMESTAMP, 0001-01-01T00:00:00",
        "TIMESTAMP, 9999-12-31T23:59:59Z",
        "DATE,      2026-11-26",
        "DATE,      2026-11-26 23:20:00",
        "DATE,      2026-11-26T23:20:00+13:00"
    })
    void aTextIsBoundInItsColumnsOwnFormAndSelectsItsRowInEveryZone(CursorType type, String value) throws Exception {
        CursorForm form = CursorForm.of(value).orElseThrow();
        assertThat(form.fits(value)).isTrue();
        assertThat(CursorForm.of(form.toString())).contains(form);
        for (String name : List.of("UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland")) {
            zone.set(name);
            String bound = form.text(type, type.read("c", value));
            assertThat(form.fits(bound)).isTrue();
            for (Connection database : List.of(postgres(), sqlite())) {
                try (Connection connection = database) {
                    table(connection, "text", value);
                    assertThat(since(connection, new TextParameter(bound)))
                            .as(name)
                            .hasSize(1);
                }
            }
            if (type == CursorType.TIMESTAMP && !value.matches(".*\\d{7,9}Z?$")) {
                assertThat(bound).as("no row before it is selected").isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamptz", "timestamp", "text"})
    void aTextIsWhateverPostgresqlComparesItWith(String column) throws Exception {
        try (Connection connection = postgres()) {
            table(connection, column, "2026-11-26T23:20:00Z");
            assertThat(since(connection, new TextParameter("2026-11-26T23:20:00Z")))
                    .hasSize(1);
            assertThat(after(connection, new TextParameter("2026-11-26T23:20:00Z")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "26.11.2026 11:20",
                "2026-11-26 9:20:00",
                "2026-1-2",
                " 2026-11-26",
                "2026-11-26T10:00:00,5",
                "+12026-11-26",
                "20261126T100000",
                "Thu Nov 26 2026"
            })
    void whatDoesNotSortAsTimeHasNoForm(String text) {
        assertThat(CursorForm.of(text)).isEmpty();
    }

    private static Connection postgres() throws SQLException {
        return DriverManager.getConnection(POSTGRES);
    }

    private Connection sqlite() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("source.db")
                + "?date_class=TEXT&date_string_format=yyyy-MM-dd HH:mm:ss.SSS");
    }

    private static void table(Connection connection, String type, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists cursors");
            statement.execute("create table cursors (c " + type + ")");
        }
        insert(connection, "'" + value + "'");
    }

    private static void insert(Connection connection, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into cursors values (" + value + ")");
        }
    }

    private static Object onlyValue(Connection connection) throws SQLException {
        return select(connection, "select c from cursors", null).get(0);
    }

    private static List<Object> since(Connection connection, Object cursor) throws SQLException {
        return select(connection, "select c from cursors where c >= ?", cursor);
    }

    private static List<Object> after(Connection connection, Object cursor) throws SQLException {
        return select(connection, "select c from cursors where c > ?", cursor);
    }

    private static List<Object> select(Connection connection, String sql, Object parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (parameter instanceof TextParameter text) {
                text.setTypeValue(statement, 1, Types.OTHER, null);
            } else if (parameter != null) {
                statement.setObject(1, parameter);
            }
            List<Object> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getObject(1));
                }
            }
            return values;
        }
    }
}
