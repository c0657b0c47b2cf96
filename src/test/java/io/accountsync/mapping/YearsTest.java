package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YearsTest {
    private final DefaultZone zone = new DefaultZone();

    @AfterEach
    void restore() {
        zone.restore();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/Sao_Paulo",
                "Africa/Casablanca",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Asia/Kathmandu",
                "GMT+03:30"
            })
    void aDateIsTheOneThatJdbcShows(String id) {
        zone.set(id);
        for (LocalDate day = LocalDate.of(1969, 12, 1); day.getYear() < 2040; day = day.plusDays(1)) {
            Date midnight = Date.valueOf(day);
            assertThat(Years.local(midnight)).isEqualTo(midnight.toLocalDate());
            Date later = new Date(midnight.getTime() + 23 * 3_600_000L + 1);
            assertThat(Years.local(later)).isEqualTo(later.toLocalDate());
        }
    }

    @Test
    void datesBeforeOurEraKeepTheirYear() {
        zone.set("UTC");

        assertThat(Years.local(new Date(-62_200_000_000_000L)).getYear()).isLessThan(1);
    }
}
