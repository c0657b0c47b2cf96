package io.accountsync.run.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fewer calls in flight when Salesforce complains of locks or concurrent requests, and more again when it is clear. */
class ConcurrencyLimitTest {
    private final ConcurrencyLimit gate = new ConcurrencyLimit(8, new CallPlaces());

    @Test
    void aComplaintHalvesTheBoundAndOneCallAlwaysGoes() {
        gate.answered(true);
        assertThat(gate.bound()).isEqualTo(4);
        for (int i = 0; i < 10; i++) {
            gate.answered(true);
        }
        assertThat(gate.bound()).isEqualTo(1);
        assertThat(gate.enter(() -> false)).isTrue();
    }

    @Test
    void answersWithoutComplaintRestoreItBitByBit() {
        gate.answered(true);
        for (int i = 0; i < 10; i++) {
            gate.answered(false);
        }
        assertThat(gate.bound()).isEqualTo(5);
        for (int i = 0; i < 1000; i++) {
            gate.answered(false);
        }
        assertThat(gate.bound()).isEqualTo(8);
    }

    @Test
    void whoWaitsForAPlaceGivesUpWhenTheRunStops() {
        for (int i = 0; i < 8; i++) {
            gate.enter(() -> false);
        }
        int[] looked = new int[1];
        assertThat(gate.enter(() -> ++looked[0] > 1)).isFalse();
    }

    @Test
    void allRunsTogetherHaveAsManyPlacesAsTheOneThatMayHaveMost() {
        CallPlaces places = new CallPlaces();
        ConcurrencyLimit small = new ConcurrencyLimit(1, places);
        ConcurrencyLimit large = new ConcurrencyLimit(2, places);
        assertThat(large.enter(() -> false)).isTrue();
        assertThat(large.enter(() -> false)).isTrue();
        int[] looked = new int[1];
        assertThat(small.enter(() -> ++looked[0] > 1)).isFalse();

        large.leave();
        assertThat(small.enter(() -> false)).isTrue();
    }
}
