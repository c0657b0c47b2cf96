package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that need no sending, written down and read back. */
class ReadLogTest {
    @TempDir
    private Path directory;

    private ReadLog log;

    @BeforeEach
    void create() {
        log = new ReadLog(directory.resolve("rows.log"));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void rowsComeBackInTheirOrder() {
        log.add("a", 5, 1);
        log.add("b", Long.MIN_VALUE, 2);
        log.add("a", Long.MAX_VALUE, Long.MAX_VALUE);

        assertThat(rows())
                .containsExactly("a 5 1", "b " + Long.MIN_VALUE + " 2", "a " + Long.MAX_VALUE + " " + Long.MAX_VALUE);
    }

    @Test
    void anEmptyLogHasNoRows() {
        assertThat(log.isEmpty()).isTrue();
        assertThat(rows()).isEmpty();
    }

    @Test
    void keysOfAnyTextAndLengthComeBack() {
        List<String> keys = List.of(
                "", "\0", "ü\0😀", "東".repeat(70_000), "x".repeat(65_535), "x".repeat(65_536), "😀".repeat(40_000));

        keys.forEach(key -> log.add(key, 1, 1));

        assertThat(rows())
                .containsExactlyElementsOf(
                        keys.stream().map(key -> key + " 1 1").toList());
    }

    @Test
    void moreRowsThanTheBufferHoldsComeBack() {
        for (int i = 0; i < 50_000; i++) {
            log.add("key " + i, i, i);
        }

        assertThat(rows()).hasSize(50_000).endsWith("key 49999 49999 49999");
    }

    @Test
    void rowsCanBeReadTwiceAndAddedBetween() {
        log.add("a", 1, 1);
        assertThat(rows()).hasSize(1);

        log.add("b", 1, 2);

        assertThat(rows()).hasSize(2);
    }

    @Test
    void aLogThatWasCutShortIsNotTakenForAWholeOne() throws IOException {
        log.add("a", 1, 1);
        log.add("b", 1, 2);
        rows();
        try (FileChannel file = FileChannel.open(openFile(), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 1);
        }

        assertThatThrownBy(this::rows)
                .isInstanceOf(StateException.class)
                .hasMessageContaining("rows.log")
                .hasMessageContaining("cut short");
    }

    /** The file has no name any more; only Linux has it among the files that this process has open. */
    private Path openFile() throws IOException {
        Path open = Path.of("/proc/self/fd");
        assumeThat(open).isDirectory();
        try (Stream<Path> files = Files.list(open)) {
            String name = directory.resolve("rows.log").toString();
            return files.filter(file -> isLinkTo(file, name)).findFirst().orElseThrow();
        }
    }

    private static boolean isLinkTo(Path file, String name) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith(name);
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        log.forEach((key, cursor, sequence) -> rows.add(key + " " + cursor + " " + sequence));
        return rows;
    }
}
