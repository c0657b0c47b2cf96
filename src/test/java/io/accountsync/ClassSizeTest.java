package io.accountsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class is one idea: one that needs more lines than this is two. The local org is a product of its own. */
class ClassSizeTest {
    private static final Path MAIN = Path.of("src/main/java/io/accountsync");
    private static final int MOST = 250;
    private static final int MOST_OF_RUN = 200;

    @Test
    void noClassHasMoreThan250Lines() throws IOException {
        Map<String, Long> tooLong = new TreeMap<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(MAIN.resolve("localorg")))
                    .forEach(file -> tooLong.put(MAIN.relativize(file).toString(), lines(file)));
        }
        assertThat(tooLong).hasSizeGreaterThan(100);
        tooLong.values().removeIf(lines -> lines <= MOST);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void runKnowsNoPhaseAndStaysSmall() {
        assertThat(lines(MAIN.resolve("run/Run.java"))).isLessThan(MOST_OF_RUN);
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
