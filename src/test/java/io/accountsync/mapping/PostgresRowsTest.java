package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.field;
import static io.accountsync.mapping.TestMapping.fieldOfType;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.source.SqlRows;
import io.accountsync.state.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the columns of a real PostgreSQL become. */
class PostgresRowsTest {
    private static final String POSTGRES = TestPostgres.shared().newDatabase();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string        | 'x'::varchar                                | \"x\"",
                "string        | 'x'::char(5)                                | \"x\"",
                "string        | 12::int2                                    | \"12\"",
                "string        | 1e10::numeric                               | \"10000000000\"",
                "string        | 1e-7::float8                                | \"0.00000010\"",
                "string        | '0aa7ef2e-0000-4000-8000-00000000abcd'::uuid | \"0aa7ef2e-0000-4000-8000-00000000abcd\"",
                "string        | '{\"a\": 1}'::jsonb                         | \"{\\\"a\\\": 1}\"",
                "string        | '<a>b</a>'::xml                             | \"<a>b</a>\"",
                "string        | '192.168.0.1'::inet                         | \"192.168.0.1\"",
                "string        | date '2026-01-31'                           | \"2026-01-31\"",
                "string        | timestamp '2026-01-31 09:30:15.5'           | \"2026-01-31T09:30:15.500\"",
                "string        | time '09:30:00'                             | \"09:30\"",
                "string        | time '09:30:15.250'                         | \"09:30:15.250\"",
                "double        | 12.50::numeric(10,4)                        | 12.5",
                "double        | 1e10::float8                                | 10000000000",
                "int           | 12.00::numeric                              | 12",
                "boolean       | true                                        | true",
                "boolean       | B'1'                                        | true",
                "boolean       | 'f'::char(1)                                | false",
                "date          | date '2026-01-31'                           | \"2026-01-31\"",
                "date          | timestamp '2026-01-31 23:59:59'             | \"2026-01-31\"",
                "datetime      | timestamptz '2026-01-31 09:30:00+05:30'     | \"2026-01-31T04:00:00.000Z\"",
                "time          | time '09:30:00'                             | \"09:30:00.000Z\"",
                "time          | time '09:30:15.250'                         | \"09:30:15.250Z\"",
                "multipicklist | array['A', null, 'B']                       | \"A;B\"",
                "multipicklist | array[1, 2]                                 | \"1;2\"",
                "multipicklist | '{A,B}'::varchar[]                          | \"A;B\""
            })
    void columnsBecomeFields(String type, String column, String json) throws Exception {
        assertThat(fieldOfType(type).json("v", read(column)))
                .isEqualTo("{\"Customer_Id__c\":\"C1\",\"F__c\":" + json + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'{}'::text[]", "array[null]::text[]", "null::text[]"})
    void arraysWithoutElementsAreEmpty(String column) throws Exception {
        assertThat(field("multipicklist", rule -> {
                            rule.setValue("${body[v]}");
                            rule.setWhenEmpty("clear");
                        })
                        .valueOf(select(column))
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "string, '\\x0102'::bytea",
                "string, '{1}'::int[]",
                "int, 'NaN'::numeric",
                "int, 1.5::numeric",
                "date, 'infinity'::date",
                "datetime, 'infinity'::timestamptz",
                "datetime, '-infinity'::timestamp",
                "datetime, time '09:30:00'"
            })
    void columnsThatDoNotFitMakeTheRowInvalid(String type, String column) throws Exception {
        assertThat(fieldOfType(type).refusal("v", select(column)).code()).isEqualTo("WRONG_TYPE");
    }

    @Test
    void paddedKeysAreTrimmed() throws Exception {
        assertThat(TestMapping.accounts().record("id", select("'C1'::char(40)")).key())
                .isEqualTo("c1");
    }

    /** Of a sync in Berlin: the day there, and the time there of a column that says none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date     | timestamptz '2026-01-31 23:30:00+00' | \"2026-02-01\"",
                "date     | timestamp '2026-01-31 23:30:00'      | \"2026-01-31\"",
                "date     | date '2026-01-31'                    | \"2026-01-31\"",
                "datetime | timestamptz '2026-01-31 23:30:00+00' | \"2026-01-31T23:30:00.000Z\"",
                "datetime | timestamp '2026-01-31 23:30:00'      | \"2026-01-31T22:30:00.000Z\"",
                "datetime | timestamp '2026-03-08 02:30:00'      | \"2026-03-08T01:30:00.000Z\"",
                "datetime | date '2026-01-31'                    | \"2026-01-30T23:00:00.000Z\"",
                "time     | timetz '09:30:00+02'                 | \"07:30:00.000Z\"",
                "time     | time '09:30:00'                      | \"09:30:00.000Z\"",
                "string   | timestamptz '2026-01-31 23:30:00+00' | \"2026-02-01T00:30\"",
                "string   | timestamp '2026-03-08 02:30:00'      | \"2026-03-08T02:30\"",
                "multipicklist | array[timestamptz '2026-01-31 23:30:00+00'] | \"2026-02-01T00:30\""
            })
    void theSameArrivesWhateverZoneTheProcessHas(String type, String column, String json) throws Exception {
        DefaultZone process = new DefaultZone();
        try {
            // On March 8 the clocks of California leave out the hour from two to three.
            for (String zone : new String[] {"UTC", "America/Los_Angeles", "Pacific/Auckland"}) {
                process.set(zone);
                assertThat(fieldOfType(type).zone("Europe/Berlin").json("v", read(column)))
                        .as(zone)
                        .isEqualTo("{\"Customer_Id__c\":\"C1\",\"F__c\":" + json + "}");
            }
        } finally {
            process.restore();
        }
    }

    /** As the source reads it. */
    private static Object read(String column) throws SQLException {
        try (Connection connection = DriverManager.getConnection(POSTGRES);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + column + " as v")) {
            row.next();
            return ((Map<?, ?>) new SqlRows().newColumnRowMapper().mapRow(row, 1)).get("v");
        }
    }

    private static Object select(String column) throws SQLException {
        try (Connection connection = DriverManager.getConnection(POSTGRES);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + column)) {
            row.next();
            return row.getObject(1);
        }
    }
}
