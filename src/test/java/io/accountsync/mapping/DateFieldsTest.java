package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.source.LocalTimestamp;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What columns become in fields of the types date, datetime and time, of a sync in Berlin whose process runs in California. */
class DateFieldsTest {
    private static final DefaultZone ZONE = new DefaultZone();

    @BeforeAll
    static void inCalifornia() {
        ZONE.set("America/Los_Angeles");
    }

    @AfterAll
    static void backHome() {
        ZONE.restore();
    }

    private static TestMapping fieldOfType(String type) {
        return TestMapping.fieldOfType(type).zone("Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31,                       2026-01-31",
        "2026-01-31T23:30:00Z,             2026-01-31",
        "2026-01-31 23:30:00,              2026-01-31",
        "2026-01-31T23:30:00-08:00,        2026-01-31",
        "0001-01-01,                       0001-01-01",
        "9999-12-31,                       9999-12-31"
    })
    void aDateIsTheOneThatIsWritten(String column, String date) throws Exception {
        assertThat(fieldOfType("date").valueOf(column).textValue()).isEqualTo(date);
    }

    static Stream<Arguments> dates() {
        return Stream.of(
                Arguments.of(LocalDate.of(2026, 1, 31), "2026-01-31"),
                Arguments.of(java.sql.Date.valueOf("2026-01-31"), "2026-01-31"),
                Arguments.of(LocalDateTime.of(2026, 1, 31, 0, 10), "2026-01-31"),
                Arguments.of(OffsetDateTime.parse("2026-01-31T23:30:00-08:00"), "2026-01-31"),
                Arguments.of(ZonedDateTime.parse("2026-01-31T23:30:00-08:00[America/Los_Angeles]"), "2026-01-31"),
                Arguments.of(Instant.parse("2026-01-31T23:30:00Z"), "2026-02-01"));
    }

    @ParameterizedTest
    @MethodSource("dates")
    void dateTypesBecomeDates(Object column, String date) throws Exception {
        assertThat(fieldOfType("date").valueOf(column).textValue()).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T09:30:00Z,             2026-01-31T09:30:00.000Z",
        "2026-01-31T09:30:00.123456Z,      2026-01-31T09:30:00.123Z",
        "2026-01-31T09:30:00+05:30,        2026-01-31T04:00:00.000Z",
        "2026-01-31T09:30:00+0530,         2026-01-31T04:00:00.000Z",
        "2026-01-31 09:30:00+05,           2026-01-31T04:30:00.000Z",
        "2026-01-31 09:30:00 -08:00,       2026-01-31T17:30:00.000Z",
        "2026-01-31t09:30z,                2026-01-31T09:30:00.000Z",
        "2026-01-31 09:30:00,              2026-01-31T08:30:00.000Z",
        "2026-07-31 09:30,                 2026-07-31T07:30:00.000Z",
        "2026-01-31,                       2026-01-30T23:00:00.000Z",
        "' 2026-01-31T09:30:00Z ',         2026-01-31T09:30:00.000Z"
    })
    void aTimeWithoutZoneIsTakenInTheZoneOfTheSync(String column, String time) throws Exception {
        assertThat(fieldOfType("datetime").valueOf(column).textValue()).isEqualTo(time);
    }

    static Stream<Arguments> instants() {
        return Stream.of(
                Arguments.of(Instant.parse("2026-01-31T09:30:00Z"), "2026-01-31T09:30:00.000Z"),
                Arguments.of(OffsetDateTime.parse("2026-01-31T09:30:00+01:00"), "2026-01-31T08:30:00.000Z"),
                Arguments.of(
                        ZonedDateTime.parse("2026-01-31T09:30:00+01:00[Europe/Paris]"), "2026-01-31T08:30:00.000Z"),
                Arguments.of(Timestamp.from(Instant.parse("2026-01-31T09:30:00.123456Z")), "2026-01-31T09:30:00.123Z"),
                Arguments.of(new java.util.Date(0), "1970-01-01T00:00:00.000Z"));
    }

    @ParameterizedTest
    @MethodSource("instants")
    void instantsAreWrittenInUtc(Object column, String time) throws Exception {
        assertThat(fieldOfType("datetime").valueOf(column).textValue()).isEqualTo(time);
    }

    @Test
    void databaseTypesKeepTheirWallClock() throws Exception {
        assertThat(fieldOfType("date")
                        .valueOf(new LocalTimestamp(Timestamp.valueOf("2026-01-31 23:30:00"), null))
                        .textValue())
                .isEqualTo("2026-01-31");
        assertThat(fieldOfType("time").valueOf(Time.valueOf("09:30:00")).textValue())
                .isEqualTo("09:30:00.000Z");
    }

    @Test
    void valuesWithoutAZoneAreTakenInTheZoneOfTheSync() throws Exception {
        assertThat(fieldOfType("datetime")
                        .valueOf(LocalDateTime.of(2026, 1, 31, 9, 30))
                        .textValue())
                .isEqualTo("2026-01-31T08:30:00.000Z");
        assertThat(fieldOfType("datetime").valueOf(LocalDate.of(2026, 1, 31)).textValue())
                .isEqualTo("2026-01-30T23:00:00.000Z");
        assertThat(fieldOfType("datetime")
                        .valueOf(java.sql.Date.valueOf("2026-01-31"))
                        .textValue())
                .isEqualTo("2026-01-30T23:00:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30",
                "2025-02-29",
                "2026-04-31",
                "2026-13-01",
                "31.01.2026",
                "01/31/2026",
                "2026-1-31",
                "20260131",
                "today",
                "2026-01-31T24:00:00Z",
                "2026-01-31T25:00",
                "2026-01-31T09:30:61Z",
                "2026-01-31 09:30 CET"
            })
    void aDateThatDoesNotExistIsRefusedAndNotMended(String column) {
        for (String type : new String[] {"date", "datetime"}) {
            InvalidRowException refusal = fieldOfType(type).refusal("v", column);
            assertThat(refusal.code()).isEqualTo("WRONG_TYPE");
            assertThat(refusal)
                    .hasMessageContaining("2026-01-31")
                    .hasMessageContaining("got a text of " + column.length() + " characters");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0044-03-15", "+10000-01-01", "0000-01-01"})
    void yearsThatSalesforceCannotReadAreRefused(String column) {
        assertThat(fieldOfType("date").refusal("v", column)).hasMessageContaining("a year from 1 to 9999");
    }

    @Test
    void infinityIsRefused() {
        Timestamp infinity = new Timestamp(9223372036825200000L);
        assertThat(fieldOfType("date").refusal("v", infinity)).hasMessageContaining("a year from 1 to 9999");
        assertThat(fieldOfType("datetime").refusal("v", infinity)).hasMessageContaining("source query");
    }

    static Stream<Object> notTimes() {
        return Stream.of(12L, true, Time.valueOf("09:30:00"), LocalTime.NOON, new byte[1]);
    }

    @ParameterizedTest
    @MethodSource("notTimes")
    void otherTypesMakeTheRowInvalidAndNotTheRun(Object column) {
        for (String type : new String[] {"date", "datetime"}) {
            assertThat(fieldOfType(type).refusal("v", column)).hasMessageContaining("got " + ValueKind.of(column));
        }
    }

    static Stream<Arguments> timesOfDay() {
        return Stream.of(
                Arguments.of("09:30", "09:30:00.000Z"),
                Arguments.of("09:30:15", "09:30:15.000Z"),
                Arguments.of("09:30:15.123456", "09:30:15.123Z"),
                Arguments.of(" 09:30:00Z ", "09:30:00.000Z"),
                Arguments.of(LocalTime.of(9, 30), "09:30:00.000Z"),
                Arguments.of(OffsetTime.parse("09:30:00+02:00"), "07:30:00.000Z"));
    }

    @ParameterizedTest
    @MethodSource("timesOfDay")
    void timesOfDayHaveNoZone(Object column, String time) throws Exception {
        assertThat(fieldOfType("time").valueOf(column).textValue()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9:30", "24:00", "09:30:00+02:00", "noon", "2026-01-31T09:30:00"})
    void whatIsNoTimeOfDayMakesTheRowInvalid(String column) {
        assertThat(fieldOfType("time").refusal("v", column)).hasMessageContaining("a time of day such as 09:30:00");
    }
}
