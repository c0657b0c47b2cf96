package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of JSON that were spoilt by chance: each is a row or named as malformed, and spoils no other. */
class JsonFuzzTest {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "\\",
        "\\u",
        "\\ud800",
        "null",
        "NaN",
        "1e999999",
        "-",
        "0x1",
        "/*",
        "//",
        "'",
        "\u0000",
        "\uFEFF",
        "\u2028",
        "\uD83D",
        "é",
        " ",
        "\t",
        "true",
        "1.",
        "{\"a\":",
        "[[[[[[[["
    };

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyLineIsARowOrNamedAndNoneIsLost(int seed) throws Exception {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String line = "{\"id\": " + i + ", \"name\": \"s3cret \\\"" + i + "\\\"\", \"list\": [1, {\"x\": null}]}";
            lines.add(i % 2 == 0 ? line : spoilt(line, random));
        }
        // What a person's editor may make of it, and what would take a parser's stack.
        lines.set(1, "[".repeat(200_000));
        lines.set(3, "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000));
        lines.set(5, "{\"n\": " + "9".repeat(5_000) + "}");
        JsonFile file = new JsonFile();
        file.setPath(Files.write(
                        directory.resolve("fuzz.jsonl"),
                        String.join("\n", lines).getBytes("UTF-8"))
                .toString());

        List<Object> rows = Read.all(file.rows());

        List<String> expected = lines.stream().filter(line -> !line.isBlank()).toList();
        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            Object row = rows.get(i);
            if (row instanceof MalformedRow malformed) {
                assertThat(malformed.reason()).doesNotContain("s3cret");
                assertThat(malformed.place()).contains("line ");
            } else {
                assertThat(row).isInstanceOf(Map.class);
            }
        }
        assertThat(rows.stream()
                        .filter(row ->
                                row instanceof Map<?, ?> map && map.get("id") instanceof Integer id && id % 2 == 0))
                .as("the lines between")
                .hasSizeGreaterThanOrEqualTo(2_500);
    }

    private static String spoilt(String line, Random random) {
        StringBuilder text = new StringBuilder(line);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(Math.max(1, text.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, Math.min(text.length(), at + 1));
                case 1 -> text.setLength(Math.max(1, at));
                case 2 ->
                    text.replace(at, Math.min(text.length(), at + 1), String.valueOf((char) (32 + random.nextInt(95))));
                default -> text.insert(Math.min(at, text.length()), PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }
}
