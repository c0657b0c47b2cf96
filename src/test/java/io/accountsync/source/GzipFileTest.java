package io.accountsync.source;

import static io.accountsync.source.TestGzip.packed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are packed with gzip. */
class GzipFileTest {
    private static final String CSV = "id,name\n"
            + IntStream.range(0, 3000)
                    .mapToObj(i -> i + ",Client " + Long.toHexString(new Random(i).nextLong()) + "\n")
                    .collect(Collectors.joining());

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"clients.csv.gz", "clients.csv"})
    void aPackedCsvFileIsReadWhateverItIsCalled(String name) throws Exception {
        assertThat(csv(name, packed(CSV))).hasSize(3000);
    }

    @Test
    void packedJsonIsRead() throws Exception {
        for (String text : List.of("{\"id\": 1}\n{\"id\": 2}\n", "\uFEFF[{\"id\": 1}, {\"id\": 2}]")) {
            JsonFile file = new JsonFile();
            file.setPath(
                    Files.write(directory.resolve("clients.json"), packed(text)).toString());
            assertThat(Read.all(file.rows())).containsExactly(Map.of("id", 1), Map.of("id", 2));
        }
    }

    @Test
    void aFileOfSeveralPartsIsReadToItsEnd() throws Exception {
        byte[] parts = joined(packed(CSV), packed("x,One\n"), packed("y,Two\n"));
        assertThat(csv("clients.csv", parts)).hasSize(3002);
    }

    @Test
    void aCutFileFailsByNameWhereverItIsCut() throws Exception {
        byte[] whole = packed(CSV);
        for (int length :
                List.of(2, 5, 9, 10, 11, 500, whole.length / 2, whole.length - 9, whole.length - 8, whole.length - 1)) {
            assertRefused(Arrays.copyOf(whole, length), "the gzip file is cut off; fetch it again");
        }
        assertRefused(new byte[0], "named .gz and does not begin as gzip");
    }

    @Test
    void aSecondPartThatIsCutFailsByNameWhereverItIsCut() throws Exception {
        byte[] first = packed(CSV);
        byte[] second = packed("x,One\n");
        for (int length = 1; length < second.length; length++) {
            assertRefused(joined(first, Arrays.copyOf(second, length)), "the gzip file ");
        }
        assertRefused(
                joined(first, "x,One\n".getBytes(StandardCharsets.UTF_8)), "goes on behind its end with something");
    }

    @Test
    void aSecondPartOfALargeFileThatIsCutFailsByName() throws Exception {
        byte[] large = packed("id,name\n" + CSV.substring(8).repeat(1 + 8192 / 60));
        byte[] second = packed("x,One\n");
        // In its header, behind it, and in its last bytes; everything between is tried with a small file above.
        for (int length : List.of(1, 9, 10, 11, second.length - 9, second.length - 1)) {
            assertRefused(joined(large, Arrays.copyOf(second, length)), "the gzip file ");
        }
    }

    @Test
    void aDamagedFileFailsByName() throws Exception {
        byte[] damaged = packed(CSV);
        damaged[damaged.length - 6] ^= 1;
        assertRefused(damaged, "the gzip file is damaged; fetch it again");
    }

    private void assertRefused(byte[] bytes, String message) {
        assertThatExceptionOfType(SourceException.class)
                .as(bytes.length + " bytes")
                .isThrownBy(() -> csv("clients.csv.gz", bytes))
                .withMessageStartingWith(directory.resolve("clients.csv.gz") + ", line ")
                .withMessageContaining(message);
    }

    private List<Object> csv(String name, byte[] bytes) throws IOException {
        CsvFile file = new CsvFile();
        file.setPath(Files.write(directory.resolve(name), bytes).toString());
        return Read.all(file.rows());
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}
