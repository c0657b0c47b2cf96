package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of JSON lines. */
class JsonFileTest {
    @TempDir
    private Path directory;

    private Path path;

    @Test
    void eachLineIsARow() throws Exception {
        assertThat(read("{\"id\": 1, \"name\": \"Alpha\"}\n{\"id\": 2}\n"))
                .containsExactly(Map.of("id", 1, "name", "Alpha"), Map.of("id", 2));
    }

    @Test
    void namesIgnoreCase() throws Exception {
        Map<?, ?> row = row("{\"Company_Name\": \"A\"}");
        assertThat(row.get("company_name")).isEqualTo("A");
        assertThat(row.containsKey("COMPANY_NAME")).isTrue();
    }

    @Test
    void blankLinesArePassedOverAndCounted() throws Exception {
        assertThat(read("\n{\"id\": 1}\n  \n\r\n{\"id\": 2}\noops\n"))
                .containsExactly(
                        Map.of("id", 1), Map.of("id", 2), malformed(6, "expected one JSON object on each line"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "\"s3cret\"",
                "12",
                "true",
                "[{\"id\": \"s3cret\"}]",
                "[",
                "{\"id\": \"s3cret\"",
                "{\"id\": s3cret}",
                "{\"id\": 1} {\"id\": \"s3cret\"}",
                "{\"id\": 1},",
                "{'id': 1}",
                "{\"id\": NaN}"
            })
    void aLineThatIsNoObjectIsMalformedAndTheNextIsIntact(String line) throws Exception {
        assertThat(read("{\"id\": 1}\n" + line + "\n{\"id\": 3}\n"))
                .containsExactly(
                        Map.of("id", 1), malformed(2, "expected one JSON object on each line"), Map.of("id", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": 1, \"id\": 2}", "{\"id\": 1, \"id\": 1}", "{\"a\": [{\"b\": 1, \"b\": 2}]}"})
    void aNameThatStandsTwiceMakesTheLineMalformed(String line) throws Exception {
        assertThat(read(line + "\n{\"id\": 2}\n"))
                .containsExactly(
                        malformed(1, "a name appears twice in the object, so that it is unclear which value counts"),
                        Map.of("id", 2));
    }

    @Test
    void aLineThatIsCutOffIsMalformed() throws Exception {
        assertThat(read("{\"id\": 1}\n{\"id\": 2")).last().isInstanceOf(MalformedRow.class);
    }

    @Test
    void aRowKnowsItsFileAndLine() throws Exception {
        PlacedRow row = (PlacedRow) row("{\"id\": 1}");
        assertThat(row.line()).isEqualTo(1);
        assertThat(row.file()).isEqualTo(path.toString());
    }

    @Test
    void nullIsMalformed() throws Exception {
        assertThat(read("null\n{\"id\": 2}\n"))
                .containsExactly(malformed(1, "expected one JSON object on each line, found null"), Map.of("id", 2));
    }

    @Test
    void namesThatDifferOnlyInCaseAreMalformed() throws Exception {
        assertThat(read("{\"id\": 1, \"ID\": 2}\n")).containsExactly(malformed(1, "two names differ only in case"));
    }

    @Test
    void numbersKeepTheirDigits() throws Exception {
        Map<?, ?> row = row("{\"a\": 12345678901234567890.123456789, \"b\": 12, \"c\": 9007199254740993,"
                + " \"d\": 123456789012345678901234567890, \"e\": 1e999999999, \"f\": 0.1}");
        assertThat(row.get("a")).isEqualTo(new BigDecimal("12345678901234567890.123456789"));
        assertThat(row.get("b")).isEqualTo(12);
        assertThat(row.get("c")).isEqualTo(9007199254740993L);
        assertThat(row.get("d")).isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(row.get("e")).isEqualTo(new BigDecimal("1e999999999"));
        assertThat(row.get("f")).isEqualTo(new BigDecimal("0.1"));
    }

    @Test
    void otherTypesStayWhatTheyAre() throws Exception {
        Map<?, ?> row = row("{\"yes\": true, \"none\": null, \"list\": [\"a\", 1], \"object\": {\"x\": {\"y\": 1}}}");
        assertThat(row.get("yes")).isEqualTo(true);
        assertThat(row.get("none")).isNull();
        assertThat(row.containsKey("none")).isTrue();
        assertThat(row.get("list")).isEqualTo(Arrays.asList("a", 1));
        assertThat(row.get("object")).isEqualTo(Map.of("x", Map.of("y", 1)));
    }

    @Test
    void unicodeIsKept() throws Exception {
        assertThat(row("{\"name\": \"Bäckerei 🥐 \\ud83e\\udd50 \\u00e9 株式会社\\n\"}")
                        .get("name"))
                .isEqualTo("Bäckerei 🥐 🥐 é 株式会社\n");
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Exception {
        assertThat(read("\uFEFF{\"id\": 1}\n")).containsExactly(Map.of("id", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n\n"})
    void anEmptyFileHasNoRows(String text) throws Exception {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void theLastLineNeedsNoLineEnd() throws Exception {
        assertThat(read("{\"id\": 1}\n{\"id\": 2}")).hasSize(2);
    }

    @Test
    void aLineNestedTooDeeplyIsMalformed() throws Exception {
        assertThat(read("{\"a\":".repeat(5000) + "1" + "}".repeat(5000) + "\n{\"id\": 2}\n"))
                .containsExactly(malformed(1, "expected one JSON object on each line"), Map.of("id", 2));
    }

    @Test
    void thereIsNoRowBehindTheLast() throws Exception {
        Rows rows = json("{}\n").rows();
        rows.next();
        assertThat(rows.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(rows::next);
        rows.close();
    }

    private Map<?, ?> row(String line) throws IOException {
        try (Rows rows = json(line).rows()) {
            return (Map<?, ?>) rows.next();
        }
    }

    private MalformedRow malformed(int line, String reason) {
        return new MalformedRow(path + ", line " + line, reason);
    }

    private List<Object> read(String text) throws IOException {
        return Read.all(json(text).rows());
    }

    private JsonFile json(String text) throws IOException {
        path = Files.writeString(directory.resolve("customers.jsonl"), text);
        JsonFile file = new JsonFile();
        file.setPath(path.toString());
        return file;
    }
}
