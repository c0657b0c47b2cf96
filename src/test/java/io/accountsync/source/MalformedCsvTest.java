package io.accountsync.source;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that cannot be read: each is named by line, and the rows around it are intact. */
class MalformedCsvTest {
    private static final String MISPLACED = "text after a closing quote; double the quotes inside a cell";

    @TempDir
    private Path directory;

    private Path path;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"2 | 1", "2,B | 2", "2,B,C,D | 4", "2,B,C, | 4"})
    void aRowWithTooFewOrTooManyColumnsIsNamedByLine(String row, int columns) throws Exception {
        assertThat(read("id,a,b\n1,A,B\n" + row + "\n3,A,B\n"))
                .containsExactly(
                        asList("1", "A", "B"),
                        malformed("line 3", "expected 3 columns, found " + columns),
                        asList("3", "A", "B"));
    }

    @Test
    void aRowOfSeveralLinesIsNamedByAllOfThem() throws Exception {
        assertThat(read("id,a\n1,\"x\ny\"\n\n2,\"x\r\ny\rz\",B\n3,A\n"))
                .containsExactly(
                        asList("1", "x\ny"),
                        malformed("lines 5 to 7", "expected 2 columns, found 3"),
                        asList("3", "A"));
    }

    @Test
    void theLastRowIsNamedToo() throws Exception {
        assertThat(read("id,a\n1,A\n2")).contains(malformed("line 3", "expected 2 columns, found 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2\"x,B,C",
                "2,\"B\"x,C",
                "2,B,\"C\"x",
                "2,\"B\"x",
                "2,\"B\"\"\"x,C",
                "2,\"B\"x\"y\",C",
                "2,\"B\" \"x\",C",
                "2,\"B\"x\"\",C",
                "2,\"a\"\"\"b\",C",
                "2,\"Bob \"the man\" Smith\",C",
                "2,\"B\"x,\"C\"y",
                "2,\"B\"x,",
                "2,\"B\"x,\"\"",
                "\"\"2,B,C",
                "2, \"B\",C"
            })
    void aMisplacedQuoteSpoilsItsOwnRowOnly(String row) throws Exception {
        for (String lineEnd : List.of("\n", "\r\n", "\r")) {
            String reason = row.contains(" \"B") ? "a space before an opening quote; remove it" : MISPLACED;
            assertThat(read("id,a,b\n1,A,B\n" + row + lineEnd + "3,\"A\",B\n4,A,\"B\"\n".replace("\n", lineEnd)))
                    .containsExactly(
                            asList("1", "A", "B"),
                            malformed("line 3", reason),
                            asList("3", "A", "B"),
                            asList("4", "A", "B"));
        }
    }

    @Test
    void aMisplacedQuoteInARowOfSeveralLinesIsOneMalformedRow() throws Exception {
        assertThat(read("id,a,b\n1,A,B\n2,\"x\"y,\"line 1\nline 2\"\n3,A,B\n"))
                .containsExactly(asList("1", "A", "B"), malformed("lines 3 to 4", MISPLACED), asList("3", "A", "B"));
        assertThat(read("id,a,b\n1,A,B\n2,\"x\"y,\"line 1\nline 2\"z\n3,A,B\n"))
                .containsExactly(asList("1", "A", "B"), malformed("lines 3 to 4", MISPLACED), asList("3", "A", "B"));
    }

    @Test
    void twoMalformedRowsAreTwo() throws Exception {
        assertThat(read("id,a\n1,\"A\"x\n2,\"A\"x\n3,A\n"))
                .containsExactly(malformed("line 2", MISPLACED), malformed("line 3", MISPLACED), asList("3", "A"));
    }

    @Test
    void aMalformedRowAtTheEndIsYielded() throws Exception {
        assertThat(read("id,a\n1,A\n2,\"A\"x")).containsExactly(asList("1", "A"), malformed("line 3", MISPLACED));
    }

    @Test
    void linesAreRightFarIntoTheFile() throws Exception {
        StringBuilder text = new StringBuilder("id,a\n");
        for (int i = 0; i < 50_000; i++) {
            text.append(i % 10_000 == 1_234 ? "x,\"A\"b,c\n" : "1,\"A\nB\"\n");
        }
        List<List<Object>> rows = read(text.toString());
        assertThat(rows).hasSize(50_000);
        assertThat(rows.stream().filter(row -> row.size() == 1))
                .containsExactly(
                        malformed("line 2470", MISPLACED),
                        malformed("line 22469", MISPLACED),
                        malformed("line 42468", MISPLACED),
                        malformed("line 62467", MISPLACED),
                        malformed("line 82466", MISPLACED));
    }

    @Test
    void aMalformedRowShowsNothingOfItsContents() throws Exception {
        assertThat(read("id,a\n1,\"s3cret\"s3cret\n2,s3cret,s3cret\n").toString())
                .doesNotContain("s3cret");
    }

    @Test
    void aQuoteThatIsNeverClosedEndsTheReadingAndIsNamedByLine() throws Exception {
        Rows rows = csv("id,a\n1,A\n2,\"A\n3,A\n4,A\n").rows();
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> rows.forEachRemaining(row -> {}))
                .withMessage(path + ", line 3: a quote is opened here and never closed, so the rows after it cannot be "
                        + "separated. Close it, or double the quotes inside a cell.");
    }

    @Test
    void aQuoteThatIsNeverClosedIsFoundFarIntoTheFile() throws Exception {
        Rows rows = csv("id,a\n" + "1,A\n".repeat(12_344) + "2,B,\"\n" + "3,A\n".repeat(10))
                .rows();
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> rows.forEachRemaining(row -> {}))
                .withMessageContaining("line 12346:");
    }

    @Test
    void aQuoteThatIsClosedByTheNextRowSpoilsBothAndNamesBoth() throws Exception {
        assertThat(read("id,a,b\n1,\"A,B\n2,\"A\",B\n3,A,B\n"))
                .containsExactly(malformed("lines 2 to 3", MISPLACED), asList("3", "A", "B"));
    }

    private List<Object> malformed(String place, String reason) {
        return asList(new MalformedRow(path + ", " + place, reason).toString());
    }

    private List<List<Object>> read(String text) throws IOException {
        return Read.cells(csv(text).rows());
    }

    private CsvFile csv(String text) throws IOException {
        path = Files.writeString(directory.resolve("customers.csv"), text);
        CsvFile file = new CsvFile();
        file.setPath(path.toString());
        return file;
    }
}
