package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are one JSON array of objects. */
class JsonArrayTest {
    private static final String TWICE = "a name appears twice in the object, so that it is unclear which value counts";

    @TempDir
    private Path directory;

    private Path path;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\": 1, \"name\": \"A\"}, {\"ID\": 2}]",
                "\n  [\n{\"id\": 1,\n \"name\": \"A\"},{\"ID\": 2}\n]\n\n",
                "\uFEFF[\r\n{\"id\":1,\"name\":\"A\"}\r\n,\r\n{\"ID\":2}]"
            })
    void eachEntryIsARow(String text) throws Exception {
        List<Object> rows = read(text);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).isEqualTo(Map.of("id", 1, "name", "A"));
        assertThat(((Map<?, ?>) rows.get(1)).get("id")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " [ ] ", "[\n]\n"})
    void anEmptyArrayHasNoRows(String text) throws Exception {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void valuesAreThoseOfJsonLines() throws Exception {
        String object =
                "{\"a\": 1.10, \"b\": [1, \"x\", null, {\"c\": true}], \"d\": null, \"e\": 12345678901234567890}";
        Object row = read("[" + object + "]").get(0);
        assertThat(row).isEqualTo(read(object).get(0));
        assertThat(((Map<?, ?>) row).get("a")).isEqualTo(new BigDecimal("1.10"));
    }

    @Test
    void aRowKnowsItsLine() throws Exception {
        List<Object> rows = read("[\n  {\n\"id\": 1},\n\n {\"id\": 2}]");
        assertThat(rows).extracting(row -> ((PlacedRow) row).line()).containsExactly(2L, 5L);
    }

    @Test
    void anEntryThatIsNoRowIsMalformedAndTheNextIsIntact() throws Exception {
        List<Object> rows = read("[{\"id\": 1},\n2,\n[{\"id\": 3}],\nnull,\n{\"id\": 4, \"id\": 5},\n"
                + "{\"id\": 6, \"ID\": 7},\n{\"id\": 8}]");
        assertThat(rows)
                .extracting(row -> row instanceof MalformedRow bad ? bad.place() + ": " + bad.reason() : row)
                .containsExactly(
                        Map.of("id", 1),
                        path + ", line 2: expected an object as entry of the array",
                        path + ", line 3: expected an object as entry of the array",
                        path + ", line 4: expected an object as entry of the array",
                        path + ", line 5: " + TWICE,
                        path + ", line 6: two names differ only in case",
                        Map.of("id", 8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "[{\"id\": 1},              | the file ends before its JSON array does",
                "[{\"id\": 1}, {\"na       | the file ends before its JSON array does",
                "[                          | the file ends before its JSON array does",
                "[{\"id\": s3cret}]         | the JSON array is broken in the entry that begins here",
                "[{\"id\": 1} {\"id\": 2}]  | the JSON array is broken in the entry that begins here",
                "[{\"id\": 1}] [{\"id\": 2}] | something follows the end of the JSON array",
                "[{\"id\": 1}]x             | broken"
            })
    void anArrayThatIsNotWholeFailsByName(String text, String message) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith(path + ", line 1: ")
                .withMessageContaining(message)
                .withMessageNotContaining("s3cret");
    }

    @Test
    void aLargeArrayGoesThroughASmallHeap() throws Exception {
        Path file = directory.resolve("large.json");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("[");
            for (int i = 0; i < 150_000; i++) {
                out.write((i == 0 ? "" : ",\n") + "{\"id\": " + i + ", \"name\": \"" + "x".repeat(400) + "\"}");
            }
            out.write("]");
        }
        SmallJvm jvm = SmallJvm.run(32, EndlessRowTest.Reader.class, "json", file.toString());
        assertThat(jvm.output()).isEqualTo("150000 rows\n");
    }

    private List<Object> read(String text) throws IOException {
        path = Files.writeString(directory.resolve("clients.json"), text);
        JsonFile file = new JsonFile();
        file.setPath(path.toString());
        List<Object> all = new ArrayList<>();
        try (Rows rows = file.rows()) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }
}
