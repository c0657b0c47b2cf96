package io.accountsync.run.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WaitForOthersTest {
    private static final Duration KEY = Duration.ofSeconds(15);

    @Test
    void aRowWaitsAsLongAsTheKeySaysWhereCallsAreNotScarce() {
        assertThat(WaitForOthers.of(KEY, OptionalLong.empty())).isEqualTo(KEY);
        assertThat(WaitForOthers.of(KEY, OptionalLong.of(100_000))).isEqualTo(KEY);
        assertThat(WaitForOthers.of(KEY, OptionalLong.of(5_760))).isEqualTo(KEY);
    }

    @Test
    void theFewerCallsAreLeftTheLongerItWaitsSoThatTheyLastForADay() {
        assertThat(WaitForOthers.of(KEY, OptionalLong.of(2_880))).isEqualTo(Duration.ofSeconds(30));
        assertThat(WaitForOthers.of(KEY, OptionalLong.of(1_440))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whoeverWantsNoWaitingGetsNone() {
        assertThat(WaitForOthers.of(Duration.ZERO, OptionalLong.of(3))).isEqualTo(Duration.ZERO);
    }

    @Test
    void itNeverWaitsLongerThanTwoMinutesUnlessTheKeySaysSo() {
        assertThat(WaitForOthers.of(KEY, OptionalLong.of(3))).isEqualTo(Duration.ofMinutes(2));
        assertThat(WaitForOthers.of(KEY, OptionalLong.of(-3))).isEqualTo(Duration.ofMinutes(2));
        assertThat(WaitForOthers.of(Duration.ofMinutes(10), OptionalLong.of(3))).isEqualTo(Duration.ofMinutes(10));
    }
}
