package io.accountsync.mapping;

import static io.accountsync.mapping.CursorType.DATE;
import static io.accountsync.mapping.CursorType.INTEGER;
import static io.accountsync.mapping.CursorType.TIMESTAMP;
import static io.accountsync.mapping.TestMapping.accounts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors as one long: read, kept below a distance, shown. */
class CursorTypeTest {
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final int STEPS = 1000;

    private final DefaultZone zone = new DefaultZone();

    @AfterEach
    void backHome() {
        zone.restore();
    }

    @Test
    void timestampsKeepTheirMicroseconds() throws Exception {
        Instant instant = Instant.parse("2026-01-31T09:30:00.123456Z");
        long cursor = TIMESTAMP.read("c", Timestamp.from(instant));
        assertThat(((Timestamp) TIMESTAMP.toSql(cursor)).toInstant()).isEqualTo(instant);
        assertThat(TIMESTAMP.text(cursor)).isEqualTo("2026-01-31T09:30:00.123456Z");
        assertThat(TIMESTAMP.read("c", "2026-01-31T09:30:00.123456Z")).isEqualTo(cursor);
    }

    @Test
    void nanosecondsAreCutAndNotRoundedUp() throws Exception {
        assertThat(TIMESTAMP.text(TIMESTAMP.read("c", Instant.parse("2026-01-31T09:30:00.999999999Z"))))
                .isEqualTo("2026-01-31T09:30:00.999999Z");
        assertThat(TIMESTAMP.text(TIMESTAMP.read("c", Instant.parse("1969-12-31T23:59:59.999999999Z"))))
                .isEqualTo("1969-12-31T23:59:59.999999Z");
    }

    @Test
    void timestampsWithoutZoneAreTakenInTheProcesses() throws Exception {
        zone.set("Europe/Berlin");
        assertThat(TIMESTAMP.text(TIMESTAMP.read("c", "2026-01-31 09:30:00"))).isEqualTo("2026-01-31T08:30:00Z");
        assertThat(TIMESTAMP.text(TIMESTAMP.read("c", LocalDateTime.of(2026, 1, 31, 9, 30))))
                .isEqualTo("2026-01-31T08:30:00Z");
    }

    @Test
    void datesAreDays() throws Exception {
        long cursor = DATE.read("c", Date.valueOf("2026-01-31"));
        assertThat(cursor).isEqualTo(LocalDate.of(2026, 1, 31).toEpochDay());
        assertThat(DATE.read("c", "2026-01-31")).isEqualTo(cursor);
        assertThat(DATE.toSql(cursor)).isEqualTo(Date.valueOf("2026-01-31"));
        assertThat(DATE.text(cursor)).isEqualTo("2026-01-31");
    }

    @Test
    void integersAreWhatTheyAre() throws Exception {
        for (Object value : new Object[] {42, 42L, (short) 42, new BigDecimal("42.0"), "42", " 42 "}) {
            assertThat(INTEGER.read("c", value)).isEqualTo(42);
        }
        assertThat(INTEGER.toSql(42)).isEqualTo(42L);
        assertThat(INTEGER.text(-42)).isEqualTo("-42");
    }

    @ParameterizedTest
    @CsvSource({"TIMESTAMP, soon", "TIMESTAMP, 12", "DATE, soon", "INTEGER, 1.5", "INTEGER, 9223372036854775808"})
    void anotherValueMakesTheRowInvalidAndIsNotShown(CursorType type, String value) {
        InvalidRowException refusal =
                catchThrowableOfType(InvalidRowException.class, () -> type.read("updated_at", value));
        assertThat(refusal.code()).isEqualTo("WRONG_TYPE");
        assertThat(refusal.field()).isEqualTo("updated_at");
        assertThat(refusal)
                .hasMessageContaining("got a text of " + value.length() + " characters")
                .hasMessageNotContaining(value);
    }

    @Test
    void aNumberIsNoTimestamp() {
        assertThat(catchThrowableOfType(InvalidRowException.class, () -> TIMESTAMP.read("c", 1700000000000L)))
                .hasMessageContaining("expected a timestamp, got a number");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aRowWithoutCursorIsRefusedByName(String cursor) {
        InvalidRowException refusal = accounts()
                .definition(definition -> definition.setCursor("updated_at"))
                .refusal("updated_at", cursor);
        assertThat(refusal.code()).isEqualTo("CURSOR_MISSING");
        assertThat(refusal).hasMessageContaining("updated_at is null").hasMessageContaining("coalesce");
    }

    @Test
    void aRecordHasTheCursorOfItsRow() throws Exception {
        assertThat(accounts()
                        .definition(definition -> {
                            definition.setCursor("Version");
                            definition.setCursorType("integer");
                        })
                        .record("version", 42)
                        .cursor())
                .isEqualTo(42);
    }

    @Test
    void aSyncWithoutCursorHasNone() throws Exception {
        assertThat(accounts().record().cursor()).isZero();
        assertThat(accounts().compile().cursorType()).isNull();
        assertThat(accounts()
                        .definition(definition -> definition.setCursor(" "))
                        .compile()
                        .cursor())
                .isNull();
    }

    @Test
    void timestampsBeginTheOverlapEarlier() {
        long cursor = TIMESTAMP.at(Instant.parse("2026-01-31T09:30:00Z"));
        assertThat(TIMESTAMP.text(TIMESTAMP.minus(cursor, OVERLAP, STEPS))).isEqualTo("2026-01-31T09:25:00Z");
        assertThat(TIMESTAMP.minus(cursor, Duration.ZERO, STEPS)).isEqualTo(cursor);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 2026-01-31", "PT5M, 2026-01-30", "PT24H, 2026-01-30", "PT24H1M, 2026-01-29"})
    void datesBeginWholeDaysEarlier(Duration overlap, String since) {
        long cursor = LocalDate.of(2026, 1, 31).toEpochDay();
        assertThat(DATE.text(DATE.minus(cursor, overlap, STEPS))).isEqualTo(since);
    }

    @Test
    void integersBeginTheStepsEarlier() {
        assertThat(INTEGER.minus(5000, OVERLAP, STEPS)).isEqualTo(4000);
    }

    @ParameterizedTest
    @EnumSource
    void nothingBeginsBelowTheFloor(CursorType type) {
        for (long cursor : new long[] {Long.MIN_VALUE, type.floor(), type.floor() + 1}) {
            assertThat(type.minus(cursor, OVERLAP, STEPS)).isEqualTo(type.floor());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFloorIsBelowAnyRowOfOurTimes(CursorType type) throws Exception {
        assertThat(type.floor()).isLessThan(type.at(Instant.EPOCH));
        assertThat(INTEGER.floor()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void rowsOfTheFutureCanBeTold() {
        Instant now = Instant.parse("2026-01-31T09:30:00Z");
        assertThat(TIMESTAMP.text(TIMESTAMP.at(now))).isEqualTo("2026-01-31T09:30:00Z");
        assertThat(INTEGER.at(now)).isEqualTo(Long.MAX_VALUE);
        zone.set("Asia/Tokyo");
        assertThat(DATE.text(DATE.at(Instant.parse("2026-01-31T20:00:00Z")))).isEqualTo("2026-02-01");
    }

    @Test
    void infinityIsTheGreatestAndNoCrash() throws Exception {
        Timestamp infinity = new Timestamp(9223372036825200000L);
        Timestamp minusInfinity = new Timestamp(-9223372036832400000L);
        assertThat(TIMESTAMP.read("c", infinity)).isEqualTo(Long.MAX_VALUE);
        assertThat(TIMESTAMP.read("c", minusInfinity)).isEqualTo(Long.MIN_VALUE);
        assertThat(TIMESTAMP.text(Long.MAX_VALUE)).startsWith("+294247");
        assertThat(TIMESTAMP.toSql(Long.MAX_VALUE)).isInstanceOf(Timestamp.class);
        assertThat(DATE.read("c", new Date(9223372036825200000L)))
                .isGreaterThan(LocalDate.of(9999, 12, 31).toEpochDay());
    }

    @ParameterizedTest
    @CsvSource({
        // 02:30 does not exist that night, so that a column with it reads as 03:30 of summer time.
        "2026-03-29T01:30:00Z, 2026-03-29T00:00:00Z",
        "2026-03-29T02:04:00Z, 2026-03-29T00:00:00Z",
        "2026-03-29T02:06:00Z, 2026-03-29T02:01:00Z",
        "2026-03-29T00:04:00Z, 2026-03-28T23:59:00Z",
        // From 02:00 to 03:00 comes twice that night, and a column cannot tell which it was.
        "2026-10-25T00:30:00Z, 2026-10-25T00:00:00Z",
        "2026-10-25T01:30:00Z, 2026-10-25T00:00:00Z",
        "2026-10-25T02:06:00Z, 2026-10-25T02:01:00Z",
        "2026-07-01T10:00:00Z, 2026-07-01T09:55:00Z"
    })
    void whereTheClocksChangeTimestampsBeginBeforeIt(Instant cursor, String since) {
        zone.set("Europe/Berlin");
        assertThat(TIMESTAMP.text(TIMESTAMP.minus(TIMESTAMP.at(cursor), OVERLAP, STEPS)))
                .isEqualTo(since);
    }

    @Test
    void whereTheClocksNeverChangeNothingIsAdded() {
        zone.set("UTC");
        long cursor = TIMESTAMP.at(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(TIMESTAMP.text(TIMESTAMP.minus(cursor, OVERLAP, STEPS))).isEqualTo("2026-03-29T01:25:00Z");
    }
}
