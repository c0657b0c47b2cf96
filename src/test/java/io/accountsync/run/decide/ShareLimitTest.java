package io.accountsync.run.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Shares of the records that were sent before. */
class ShareLimitTest {
    @Test
    void hundredPercentLetsAStreamChangeItsRecordsAnyNumberOfTimesADay() {
        assertThat(ShareLimit.isExceeded(5_000, () -> 1_000, 100)).isFalse();
        assertThat(ShareLimit.isExceeded(991, () -> 1_000, 99)).isTrue();
    }

    @Test
    void recordsAreCountedOnlyWhereTheirNumberMatters() {
        LongSupplier never = () -> {
            throw new AssertionError("reads all records of the sync, with each batch of a stream");
        };
        assertThat(ShareLimit.isExceeded(5_000, never, 100)).isFalse();
        assertThat(ShareLimit.isExceeded(500, never, 20)).isFalse();
    }
}
