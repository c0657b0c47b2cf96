package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberSpellingTest {
    @Test
    void anUnknownKeyThatCouldBeANumberIsSaidInTheSpellingOfTheState() {
        assertThat(NumberSpelling.hint(List.of("4.550", "3e2", "03")))
                .isEqualTo(" Keys that are numbers are written without zeros or exponent here: 4.55, 300, 3.");
    }

    @Test
    void nothingIsSaidOfTextsAndOfNumbersThatAreWrittenSo() {
        assertThat(NumberSpelling.hint(List.of("nobody", "4711", "1e999999999", "")))
                .isEmpty();
    }
}
