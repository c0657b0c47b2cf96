package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What separates the columns of a CSV file, when it is something else than was said, or stands at the end of a line. */
class CsvDelimiterTest {
    @TempDir
    private Path directory;

    private Path path;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '§',
            value = {
                "id;name;city        ! ,   ! \";\"",
                "\"id\";\"name\"     ! ,   ! \";\"",
                "id@name             ! ,   ! tab",
                "id|name             ! ,   ! \"|\"",
                "id,name             ! ;   ! \",\"",
                "\"id\",\"a;b\"      ! ;   ! \",\"",
                "id;name, first;city ! tab ! \";\""
            })
    void aHeaderThatIsOneColumnNamesTheDelimiterToSet(String header, String said, String remedy) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> read(said, header.replace('@', '\t') + "\n1;x\n"))
                .withMessageStartingWith(path + ", line 1: the header row is not a row of columns by the delimiter ")
                .withMessageEndingWith("Set delimiter: " + remedy + ".");
    }

    @Test
    void aFileOfOneColumnIsReadAsSuch() throws Exception {
        assertThat(read(",", "id\n1\n")).containsExactly(Map.of("id", "1"));
        assertThat(read(",", "\"id;number\"\n1\n")).containsExactly(Map.of("id;number", "1"));
    }

    @Test
    void aDelimiterAtTheEndOfEachLineMakesNoColumn() throws Exception {
        List<Object> rows = read(";", "id;name;\n1;One;\n2;;\n3;Three\n4;Four;4\n5;Five; \n");
        assertThat(rows.get(0)).isEqualTo(Map.of("id", "1", "name", "One"));
        assertThat(((Map<?, ?>) rows.get(1)).get("name")).isNull();
        assertThat(rows.get(2)).extracting("reason").isEqualTo("expected 3 columns, found 2");
        assertThat(rows.get(3))
                .extracting("reason")
                .isEqualTo(
                        "there is a value behind the last column that has a name; name its column in the header row");
        assertThat(rows.get(4)).isEqualTo(Map.of("id", "5", "name", "Five"));
    }

    @Test
    void aColumnWithoutNameInBetweenIsStillRefused() {
        for (String header : List.of("id;;name", ";id;name", "id;name;;")) {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> read(";", header + "\n1;2;3\n"))
                    .withMessageContaining("has no name. Fix the header row.");
        }
    }

    private List<Object> read(String delimiter, String text) throws IOException {
        path = Files.writeString(directory.resolve("clients.csv"), text);
        CsvFile file = new CsvFile();
        file.setDelimiter(delimiter);
        file.setPath(path.toString());
        return Read.all(file.rows());
    }
}
