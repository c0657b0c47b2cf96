package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.run.compare.NamedInvalidRow;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Promise 9: rows that did not pass are reported by key and place. */
class InvalidRowsTextTest {
    @Test
    void theFirstTwentyAreNamedAndItSaysHowManyOthersThereAre() {
        List<NamedInvalidRow> rows = IntStream.range(0, 1000)
                .mapToObj(i -> new NamedInvalidRow(
                        "k" + i, null, "row " + i + " of the source", "TOO_LONG", "Name", "too long"))
                .toList();
        String text =
                InvalidRowsText.of(rows, 1234, "--json names more of them").toString();
        assertThat(text.lines())
                .hasSize(21)
                .contains("      k19, Name: too long (row 19 of the source)")
                .endsWith("      and 1,214 others; --json names more of them");
    }

    @Test
    void thereIsNothingToSayWhereAllPassed() {
        assertThat(InvalidRowsText.of(List.of(), 0, "more").toString()).isEmpty();
    }

    @Test
    void aKeyWithALineBreakStaysInItsLine() {
        assertThat(InvalidRowsText.of(
                        List.of(new NamedInvalidRow("a\nb", null, "x.csv, line 2", "C", null, "r")), 1, "more"))
                .hasToString("      a\\nb: r (x.csv, line 2)\n");
    }
}
