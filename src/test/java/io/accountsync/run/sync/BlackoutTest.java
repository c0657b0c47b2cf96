package io.accountsync.run.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hours in which nothing is sent. 2026-03-02 is a Monday. */
class BlackoutTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "08:00-18:00          | UTC           | 2026-03-02T08:00:00Z | 18:00 UTC",
                "08:00-18:00          | UTC           | 2026-03-02T18:00:00Z | ",
                "08:00-18:00          | UTC           | 2026-03-02T07:59:59Z | ",
                "08:00-18:00          | Europe/Berlin | 2026-03-02T07:00:00Z | 18:00 Europe/Berlin",
                "Mon-Fri 08:00-18:00  | UTC           | 2026-03-01T10:00:00Z | ",
                "Mon-Fri 08:00-18:00  | UTC           | 2026-03-06T10:00:00Z | 18:00 UTC",
                "Sat 10:00-12:00, Mon 09:00-10:00 | UTC | 2026-03-02T09:30:00Z | 10:00 UTC",
                "Sun 22:00-02:00      | UTC           | 2026-03-02T01:00:00Z | 02:00 UTC",
                "Sun 22:00-02:00      | UTC           | 2026-03-03T01:00:00Z | ",
                "Fri-Mon 00:00-00:00  | UTC           | 2026-03-02T12:00:00Z | 00:00 UTC",
                "Fri-Mon 00:00-00:00  | UTC           | 2026-03-04T12:00:00Z | ",
            })
    void aTimeLiesInAWindowOrNot(String windows, String zone, Instant time, String end) {
        assertThat(Blackout.of(windows, zone).endingAfter(time).orElse(null)).isEqualTo(end);
    }

    @Test
    void withoutWindowsEveryTimeIsFree() {
        assertThat(Blackout.of("", "UTC").endingAfter(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8-18", "25:00-26:00", "Mo-Fr 08:00-18:00", "Foo 08:00-18:00", "always"})
    void aWindowThatIsNoneIsNamed(String window) {
        assertThatThrownBy(() -> Blackout.of(window, "UTC"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sync.blackout must list windows such as 08:00-18:00")
                .hasMessageContaining(window);
    }

    @Test
    void aZoneThatIsNoneIsNamed() {
        assertThatThrownBy(() -> Blackout.of("", "Berlin")).hasMessageContaining("sync.time-zone must be a zone");
    }
}
