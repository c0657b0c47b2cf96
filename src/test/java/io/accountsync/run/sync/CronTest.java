package io.accountsync.run.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads who wrote a schedule as another program has it. */
class CronTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @Test
    void timesAreThoseOfTheZone() {
        assertThat(Cron.of("0 0 3 * * ?", ZONE, NOW).next(NOW)).contains(Instant.parse("2026-06-02T01:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                  | is empty; write a Quartz cron expression",
                "*/5 * * * *         | has 5 fields; a Quartz cron expression has six or seven",
                "*/5 * * * *         | What crontab writes */5 * * * * is 0 */5 * * * ?",
                "30 2 * * 1-5        | is 0 30 2 ? * MON-FRI",
                "0 0 * * */2         | is 0 0 0 ? * */2",
                "0 0 12 * * *        | Quartz wants ? for one of them, such as 0 0 12 * * ?",
                "0 0 12 * * MON-FRI  | such as 0 0 12 ? * MON-FRI",
                "@daily              | is @daily, which Quartz does not know; write 0 0 0 * * ?",
                "@reboot             | is @reboot, which Quartz does not know; write seconds, minutes",
                "0 0 12 * * ? 2001   | has no time after now",
                "0 0 12 31 2 ?       | has no time after now",
                "0 0 25 * * ?        | Hour values must be between 0 and 23. Its fields are",
                "every day           | has 2 fields",
                "a b c d e ?         | is not a Quartz cron expression",
            })
    void whatIsNoneIsToldWithWhatToWrite(String text, String message) {
        assertThatThrownBy(() -> Cron.of(text, ZONE, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
