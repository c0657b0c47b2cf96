package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that somebody writes while it is read: what was read is not the file. */
class WrittenFileTest {
    @TempDir
    private Path directory;

    private interface Opener {
        Rows open(Path file);
    }

    static Stream<Opener> kinds() {
        return Stream.of(
                path -> {
                    CsvFile file = new CsvFile();
                    file.setPath(path.toString());
                    return file.rows();
                },
                path -> {
                    JsonFile file = new JsonFile();
                    file.setPath(path.toString());
                    return file.rows();
                });
    }

    /** What happens to the file between its first row and its last. */
    private interface Event {
        void happen(Path file) throws IOException;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileThatGrowsEndsTheReading(Opener kind) throws Exception {
        refused(kind, file -> Files.writeString(file, "{}\n", StandardOpenOption.APPEND), "grew from ");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileThatShrinksEndsTheReading(Opener kind) throws Exception {
        refused(kind, file -> Files.writeString(file, "{}\n"), "shrank from ");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileThatIsReplacedEndsTheReading(Opener kind) throws Exception {
        refused(
                kind,
                file -> {
                    Path other = directory.resolve("other");
                    Files.copy(file, other, StandardCopyOption.COPY_ATTRIBUTES);
                    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                },
                "was replaced by another file ");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileThatIsWrittenOverInPlaceEndsTheReading(Opener kind) throws Exception {
        refused(kind, file -> Files.setLastModifiedTime(file, FileTime.fromMillis(1)), "was written to ");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFileThatIsTakenAwayEndsTheReading(Opener kind) throws Exception {
        refused(kind, Files::delete, "was taken away ");
    }

    @Test
    void rowsOfTheSameContentsHaveOneHashWhereverTheyStand() throws Exception {
        Path file = Files.writeString(directory.resolve("f.csv"), "a,b\n1,x,y\n2,z\n1,x,y\n1,xy\n1x,y\n");
        assertThat(Read.malformed(kinds().findFirst().orElseThrow().open(file)))
                .extracting(MalformedRow::hash)
                .satisfies(hashes -> assertThat(hashes.get(0)).isEqualTo(hashes.get(1)));
    }

    private void refused(Opener kind, Event event, String what) throws IOException {
        Path file = Files.writeString(directory.resolve("rows"), "{}\n".repeat(20_000));
        Rows rows = kind.open(file);
        rows.next();
        event.happen(file);
        try (rows) {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> rows.forEachRemaining(row -> {}))
                    .withMessageStartingWith(file + " " + what)
                    .withMessageEndingWith(
                            "while it was read, so that what was read is not all of it. Nothing was sent; the next run"
                                    + " reads it again. Write it under another name, and rename it when it is whole.");
        }
    }
}
