package io.accountsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A code that somebody finds in a report or in failures is explained in the documentation. */
class CodesInDocsTest {
    @Test
    void everyCodeOfOursIsDocumented() throws IOException {
        String docs = Files.readString(Path.of("docs/mapping.md")) + Files.readString(Path.of("docs/operations.md"));
        assertThat(OwnCodes.all())
                .contains(
                        "BROKEN_TEXT",
                        "WRONG_TYPE",
                        "UNDECIDED_MATCH",
                        "KEY_MISSING",
                        "UNREADABLE",
                        "INVISIBLE_CHARACTER")
                .allSatisfy(code -> assertThat(docs).contains("`" + code + "`"));
    }
}
