package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VisibleTransactionsTest {
    private static final long ERA = 1L << 32;

    @Test
    void aQuerySeesWhatHadEndedAndNotWhatWasUnderWayOrHadNotBegun() {
        VisibleTransactions seen = VisibleTransactions.parse("10:20:10,14,15");
        assertThat(seen.contain(9)).isTrue();
        assertThat(seen.contain(10)).as("under way").isFalse();
        assertThat(seen.contain(11)).isTrue();
        assertThat(seen.contain(14)).as("under way").isFalse();
        assertThat(seen.contain(19)).isTrue();
        assertThat(seen.contain(20)).as("not begun").isFalse();
        assertThat(seen.contain(21)).as("not begun").isFalse();
    }

    @Test
    void nothingUnderWayIsAnEmptyList() {
        VisibleTransactions seen = VisibleTransactions.parse("20:20:");
        assertThat(seen.contain(19)).isTrue();
        assertThat(seen.contain(20)).isFalse();
    }

    @Test
    void theLogHasTheLast32BitsOfANumberAndTheNearestOneIsMeant() {
        VisibleTransactions seen =
                VisibleTransactions.parse((3 * ERA + 100) + ":" + (3 * ERA + 200) + ":" + (3 * ERA + 150));
        assertThat(seen.contain(99)).isTrue();
        assertThat(seen.contain(150)).as("under way").isFalse();
        assertThat(seen.contain(151)).isTrue();
        assertThat(seen.contain(200)).isFalse();
        assertThat(seen.contain(ERA - 1))
                .as("shortly before the numbers began again")
                .isTrue();
        assertThat(seen.contain(1L << 30)).as("later").isFalse();
        assertThat(seen.contain(3 * ERA + 150)).as("all 64 bits").isFalse();
        assertThat(seen.contain(3 * ERA + 151)).as("all 64 bits").isTrue();
    }

    @Test
    void shortlyBeforeTheNumbersBeginAgainSmallOnesAreLater() {
        VisibleTransactions seen = VisibleTransactions.parse((2 * ERA - 10) + ":" + (2 * ERA - 5) + ":");
        assertThat(seen.contain(ERA - 6)).isTrue();
        assertThat(seen.contain(ERA - 5)).isFalse();
        assertThat(seen.contain(3)).isFalse();
    }

    @Test
    void aNumberThatThisServerNeverGaveIsOfAnotherOne() {
        assertThat(VisibleTransactions.parse("700:700:").contain(ERA - 10)).isFalse();
    }

    @Test
    void anythingElseIsNoSnapshot() {
        assertThatThrownBy(() -> VisibleTransactions.parse("700:700")).isInstanceOf(IllegalArgumentException.class);
    }
}
