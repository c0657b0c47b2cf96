package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.cdc.TestChanges;
import io.accountsync.source.SourceEvent;
import io.accountsync.source.SqlRows;
import io.accountsync.state.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A row that comes as a change is the same payload, with the same fingerprint, as when a run reads it. */
@Tag("full")
class PostgresChangesTypesTest {
    /** The field's type, the column's type, a value. */
    private static final String COLUMNS =
            """
            string | varchar(20) | 'x'
            string | char(5) | 'x'
            string | text | 'Müller 🙂'
            string | int2 | 12
            string | int8 | 9007199254740993
            string | numeric | 1e10
            string | numeric(10,4) | 12.5
            string | numeric(10,2) | -0.01
            string | float4 | 1.1
            string | float8 | 1e-7
            string | float8 | 1e21
            string | money | 1234.5
            string | uuid | '0aa7ef2e-0000-4000-8000-00000000abcd'
            string | json | '{"a":  1}'
            string | jsonb | '{"a":  1}'
            string | xml | '<a>b</a>'
            string | inet | '192.168.0.1'
            string | cidr | '10.0.0.0/8'
            string | macaddr | '08:00:2b:01:02:03'
            string | mood | 'happy'
            string | date | '2026-01-31'
            string | date | '0001-01-01'
            string | timestamp | '2026-01-31 09:30:15.5'
            string | timestamp | '1969-12-31 23:59:59.999999'
            string | timestamptz | '2026-01-31 09:30:15.5+05:30'
            string | time | '09:30:00'
            string | time | '09:30:15.25'
            string | time | '24:00:00'
            string | interval | '1 year 2 mons -3 days 04:05:06.5'
            string | interval | '0'
            string | bit(5) | B'10110'
            string | oid | 77
            string | int4range | '[1,5)'
            string | tsvector | 'a b'
            double | numeric(10,4) | 12.5
            double | numeric | 12.5000
            double | float8 | 1e10
            currency | money | 1234.5
            int | numeric(10,2) | 12.00
            boolean | boolean | true
            boolean | bit(1) | B'1'
            date | date | '2026-01-31'
            date | timestamp | '2026-01-31 23:59:59'
            datetime | timestamptz | '2026-01-31 09:30:00+05:30'
            datetime | timestamp | '2026-03-29 02:30:00'
            time | time | '09:30:15.25'
            time | timetz | '09:30:15.25+02'
            multipicklist | text[] | array['A', null, 'B']
            multipicklist | int[] | array[1, 2]
            """;

    private record Column(String field, String type, String value) {}

    @Test
    void aChangeGivesTheSamePayloadAsTheRowOfARun() throws Exception {
        List<Column> columns = COLUMNS.lines()
                .map(line -> line.split(" \\| "))
                .map(parts -> new Column(parts[0], parts[1], parts[2]))
                .toList();
        try (TestPostgres server = TestPostgres.startLogical()) {
            String url = server.newDatabase();
            JdbcTemplate database = new JdbcTemplate(new DriverManagerDataSource(url));
            database.execute("create type mood as enum ('happy')");
            List<String> definitions = new ArrayList<>(List.of("id text primary key"));
            List<String> values = new ArrayList<>(List.of("'C1'"));
            for (int i = 0; i < columns.size(); i++) {
                definitions.add("c" + i + " " + columns.get(i).type());
                values.add(columns.get(i).value() + "::" + columns.get(i).type());
            }
            database.execute("create table customers (" + String.join(", ", definitions) + ")");
            try (TestChanges changes = TestChanges.start(url, "public.customers", () -> {})) {
                database.execute("insert into customers values (" + String.join(", ", values) + ")");
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> !changes.rows().isEmpty());
                assertSame(
                        columns, read(database), ((SourceEvent) changes.rows().get(0)).columns());
            }
        }
    }

    private static void assertSame(List<Column> columns, Map<String, Object> row, Map<String, Object> change)
            throws InvalidRowException {
        SoftAssertions soft = new SoftAssertions();
        for (int i = 0; i < columns.size(); i++) {
            TestMapping mapping =
                    TestMapping.fieldOfType(columns.get(i).field()).zone("Europe/Berlin");
            String name = "c" + i;
            soft.assertThat(outcome(mapping, change.get(name)))
                    .as(columns.get(i).toString())
                    .isEqualTo(outcome(mapping, row.get(name)));
        }
        soft.assertAll();
        assertThat(outcome(TestMapping.fieldOfType("string"), change.get("c0"))).contains("\"x\"");
    }

    private static String outcome(TestMapping mapping, Object value) {
        try {
            MappedRecord record = mapping.record("v", value);
            return record.payload().text() + " " + HexFormat.of().formatHex(record.fingerprint());
        } catch (InvalidRowException e) {
            return e.getMessage();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(JdbcTemplate database) {
        return database.query(
                        "select * from customers", (RowMapper<Map<String, Object>>) new SqlRows().newColumnRowMapper())
                .get(0);
    }
}
