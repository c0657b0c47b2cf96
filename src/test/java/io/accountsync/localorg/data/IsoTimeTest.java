package io.accountsync.localorg.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T10:00:00Z, 2024-02-29T10:00:00.000+0000",
        "2024-02-29T10:00:00.123456Z, 2024-02-29T10:00:00.000+0000",
        "2024-02-29T10:00:00.000+0000, 2024-02-29T10:00:00.000+0000",
        "2024-02-29T01:00:00+02:00, 2024-02-28T23:00:00.000+0000",
        "2024-02-29T01:00:00+02, 2024-02-28T23:00:00.000+0000",
        "2024-12-31T23:30:00-0130, 2025-01-01T01:00:00.000+0000"
    })
    void momentsBecomeUtcWithWholeSeconds(String text, String stored) {
        assertThat(IsoTime.moment(text)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29",
                "2024-02-29T10:00:00",
                "2024-02-29 10:00:00Z",
                "2024-02-30T10:00:00Z",
                "2024-02-29T24:00:00Z",
                "2024-02-29T10:00:00X",
                "2024-02-29T10:00:00+25:00",
                "nonsense",
                ""
            })
    void otherTextIsNoMoment(String text) {
        assertThat(IsoTime.moment(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2024-02-29, 2024-02-29", "2024-02-29T10:00:00Z, 2024-02-29"})
    void datesMayCarryATime(String text, String stored) {
        assertThat(IsoTime.date(text)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-30", "24-02-29", "2024/02/29", "29.02.2024", "2024-2-9", ""})
    void otherTextIsNoDate(String text) {
        assertThat(IsoTime.date(text)).isNull();
    }
}
