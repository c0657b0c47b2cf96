package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However somebody else ends a text, a sentence made of it has one end. */
class SentenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It failed            | It failed.",
                "It failed.           | It failed.",
                "It failed..          | It failed.",
                "It failed. .         | It failed.",
                "It failed...         | It failed.",
                "Did it fail?         | Did it fail?",
                "Did it fail?.        | Did it fail?",
                "It failed!           | It failed!",
                "It failed:           | It failed.",
                "It failed: .         | It failed.",
                "It failed: no disk.  | It failed: no disk.",
                "See file.csv, row 3  | See file.csv, row 3.",
                "''                   | ''",
                "'. '                 | ''"
            })
    void aSentenceHasOneEnd(String text, String sentence) {
        assertThat(Sentence.closed(text)).isEqualTo(sentence);
        assertThat(Sentence.closed(sentence)).isEqualTo(sentence);
        assertThat(Sentence.closed(Sentence.open(text))).isEqualTo(sentence);
    }

    @Test
    void nothingIsAnEmptySentence() {
        assertThat(Sentence.closed(null)).isEmpty();
        assertThat(Sentence.open(null)).isEmpty();
    }

    @Test
    void whatAnExceptionSaysIsItsFirstLineAndNeverNull() {
        assertThat(Sentence.said(new IOException("\nNo space left on device.\n  at line 3")))
                .isEqualTo("No space left on device");
        assertThat(Sentence.closed("It failed: " + Sentence.said(new IOException())))
                .isEqualTo("It failed.");
    }

    @Test
    void aFindingAndAMistakeCloseWhateverTheyAreGiven() {
        assertThat(Finding.error("f.yaml", "Name", "is wrong.").message()).isEqualTo("is wrong");
        assertThat(Finding.error("f.yaml", "Name", "is wrong").text()).isEqualTo("f.yaml: Name is wrong.");
        assertThat(Finding.error("f.yaml", null, "Is it?").text()).isEqualTo("f.yaml: Is it?");
        assertThat(new ConfigurationException("The key is wrong: ")).hasMessage("The key is wrong.");
    }
}
