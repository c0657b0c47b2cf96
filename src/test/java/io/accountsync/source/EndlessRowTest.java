package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row without end is given up before it fills the memory. */
class EndlessRowTest {
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    private Path directory;

    /** Reads a file to its end and prints how that went. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) {
            try {
                System.out.println(rows(arguments[0], arguments[1]) + " rows");
            } catch (SourceException e) {
                System.out.println(e.getMessage());
            }
        }

        private static int rows(String kind, String path) {
            int count = 0;
            try (Rows rows = open(kind, path)) {
                while (rows.hasNext()) {
                    rows.next();
                    count++;
                }
            }
            return count;
        }

        private static Rows open(String kind, String path) {
            if (kind.equals("csv")) {
                CsvFile file = new CsvFile();
                file.setPath(path);
                return file.rows();
            }
            JsonFile file = new JsonFile();
            file.setPath(path);
            return file.rows();
        }
    }

    @Test
    void aQuoteWithoutEnd() throws Exception {
        Path file = endless("id,name\n1,A\n2,\"");
        assertThat(read("csv", file))
                .isEqualTo(
                        file + ", line 3 cannot be read: the row that begins there has more than 33554432 characters; "
                                + "is a quote opened and never closed?\n");
    }

    @Test
    void aLineWithoutEnd() throws Exception {
        Path file = endless("id,name\n1,A\n2,");
        assertThat(read("csv", file)).contains("line 3 cannot be read");
    }

    @Test
    void aLineOfJsonWithoutEnd() throws Exception {
        Path file = endless("{\"id\": 1}\n{\"id\": \"");
        assertThat(read("json", file)).contains("line 2 cannot be read", "more than 33554432 characters");
    }

    @Test
    void manyRowsAreNoEndlessRow() throws Exception {
        Path csv = Files.writeString(
                directory.resolve("many.csv"), "id,name\n" + ("1," + "x".repeat(997) + "\n").repeat(40_000));
        assertThat(Reader.rows("csv", csv.toString())).isEqualTo(40_000);
        Path json = Files.writeString(
                directory.resolve("many.jsonl"), ("{\"a\":\"" + "x".repeat(991) + "\"}\n").repeat(40_000));
        assertThat(Reader.rows("json", json.toString())).isEqualTo(40_000);
    }

    private String read(String kind, Path file) throws IOException, InterruptedException {
        SmallJvm jvm = SmallJvm.run(192, Reader.class, kind, file.toString());
        assertThat(jvm.exitCode()).as(jvm.output()).isZero();
        return jvm.output();
    }

    /** A file that goes on with nothing for a gigabyte, none of which is on disk. */
    private Path endless(String beginning) throws IOException {
        Path file = directory.resolve("endless");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(beginning.getBytes(StandardCharsets.UTF_8));
            out.setLength(GIGABYTE);
        }
        return file;
    }
}
