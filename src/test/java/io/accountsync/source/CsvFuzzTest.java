package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files by chance: what was written is read, and a misplaced quote spoils the row that it stands in and no other. */
class CsvFuzzTest {
    private static final int COLUMNS = 4;
    private static final String[] PIECES = {
        "a", "B", " ", ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", "'", "\\", "é", "🥐", "\t", "\u00A0", "x y", ""
    };
    private static final String[] REST_OF_A_BAD_CELL = {"x", "x\"y\"", " x", "x\"\"", "\\n", "x\"", "é🥐", " \"\" x"};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasWrittenIsRead(int seed) throws Exception {
        Random random = new Random(seed);
        List<List<Object>> expected = new ArrayList<>();
        StringBuilder text = new StringBuilder("c1,c2,c3,c4\n");
        for (int i = 0; i < 5_000; i++) {
            expected.add(writeRow(text, random, -1));
        }
        assertThat(Read.cells(csv(text).rows())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aBadRowSpoilsNoOther(int seed) throws Exception {
        Random random = new Random(seed);
        List<List<Object>> good = new ArrayList<>();
        int bad = 0;
        StringBuilder text = new StringBuilder("c1,c2,c3,c4\n");
        for (int i = 0; i < 5_000; i++) {
            if (random.nextInt(10) == 0) {
                writeRow(text, random, random.nextInt(COLUMNS));
                bad++;
            } else {
                good.add(writeRow(text, random, -1));
            }
        }
        List<List<Object>> read = Read.cells(csv(text).rows());
        assertThat(read.stream().filter(row -> row.size() == COLUMNS)).containsExactlyElementsOf(good);
        assertThat(read.stream().filter(row -> row.size() == 1)).hasSize(bad);
    }

    /** Adds a row; one cell, if it is named, has text behind its closing quote. */
    private static List<Object> writeRow(StringBuilder text, Random random, int badCell) {
        List<Object> row = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            StringBuilder cell = new StringBuilder();
            for (int n = random.nextInt(5); n > 0; n--) {
                cell.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String value = cell.toString();
            boolean needsQuotes = value.matches("(?s).*[,\"\r\n].*") || column == 0 && value.isEmpty();
            boolean quoted = column == badCell || needsQuotes || random.nextInt(4) == 0;
            text.append(column == 0 ? "" : ",").append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
            if (column == badCell) {
                text.append(REST_OF_A_BAD_CELL[random.nextInt(REST_OF_A_BAD_CELL.length)]);
            } else if (quoted && random.nextInt(20) == 0) {
                text.append(' ');
            }
            row.add(value.isEmpty() ? null : value);
        }
        text.append(new String[] {"\n", "\r\n", "\r", "\n\n"}[random.nextInt(4)]);
        return row;
    }

    private CsvFile csv(StringBuilder text) throws IOException {
        CsvFile file = new CsvFile();
        file.setPath(Files.writeString(directory.resolve("fuzz.csv"), text).toString());
        return file;
    }
}
