package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The remedy for bytes that are no text is never the encoding that the file is read in already. */
class BadBytesTest {
    @Test
    void theRemedyIsNeverTheEncodingThatWasTried() {
        for (String name : new String[] {"UTF-8", "windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16"}) {
            assertThat(BadBytes.text("a.csv, line 2", Charset.forName(name), Optional.empty()))
                    .startsWith("a.csv, line 2 is not " + name + ".")
                    .doesNotContain("such as " + name);
        }
    }

    @Test
    void aUtf16FileThatEndsWithinACharacterIsCutOff() {
        assertThat(BadBytes.text("a.csv, line 2", StandardCharsets.UTF_8, Optional.of(StandardCharsets.UTF_16LE)))
                .contains("is not UTF-16LE, which its byte order mark names.", "write it again, whole")
                .doesNotContain("charset");
    }
}
