package io.accountsync.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The changes of the schema that the jar brings, by an index that the build makes of them, with the checksums that Flyway notes. So
 * one query tells whether a state lacks any, and Flyway, whose classes take a quarter of a second to load, is asked only then.
 */
record PackedMigrations(Map<String, Integer> checksums) {
    private static final String INDEX = "/db/migrations.txt";
    private static final String DIRECTORY = "/db/migration/";

    /** Those of the jar; none where a build made no index, as an IDE does. */
    static PackedMigrations ofJar() {
        try (InputStream index = PackedMigrations.class.getResourceAsStream(INDEX)) {
            return of(
                    index == null
                            ? List.of()
                            : new String(index.readAllBytes(), StandardCharsets.UTF_8)
                                    .lines()
                                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the index of migrations cannot be read", e);
        }
    }

    /** These files of the class path, such as {@code V1__state.sql}. */
    static PackedMigrations of(List<String> files) {
        Map<String, Integer> checksums = new HashMap<>();
        for (String file : files) {
            checksums.put(file.substring(1, file.indexOf("__")), checksum(file));
        }
        return new PackedMigrations(Map.copyOf(checksums));
    }

    /** Whether these and no others were applied, as they are. */
    boolean are(Map<String, Integer> applied) {
        return !checksums.isEmpty() && checksums.equals(applied);
    }

    /** Flyway's own: of the lines without what ends them. */
    private static int checksum(String file) {
        CRC32 sum = new CRC32();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                PackedMigrations.class.getResourceAsStream(DIRECTORY + file), StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).forEach(sum::update);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " of the jar cannot be read", e);
        }
        return (int) sum.getValue();
    }
}
