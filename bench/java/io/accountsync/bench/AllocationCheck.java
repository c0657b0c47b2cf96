package io.accountsync.bench;

import com.sun.management.ThreadMXBean;
import io.accountsync.mapping.InvalidRowException;
import io.accountsync.mapping.MappingBenchmark;
import io.accountsync.run.send.bulk.BulkParts;
import io.accountsync.state.StateBenchmark;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes that the parts of a run allocate for a row, held against the figures that the repository keeps. They depend neither on the
 * machine's mood nor on its processors: started with a compiler that removes no allocation ({@code -XX:TieredStopAtLevel=1}), the
 * JVM counts them exactly. Ends with 1 when a part has grown by a tenth. Arguments: the file of figures, and {@code --renew}
 * to write it anew.
 */
public final class AllocationCheck {
    private static final int ROWS = 5_000;
    /** The first round loads classes; of the others the least counts. */
    private static final int ROUNDS = 4;

    private static final double GROWN = 1.10;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, Long> figures = new LinkedHashMap<>();

    private AllocationCheck() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        AllocationCheck check = new AllocationCheck();
        for (int round = 0; round < ROUNDS; round++) {
            check.measure(round);
        }
        if (List.of(args).contains("--renew")) {
            check.write(file);
        }
        System.exit(check.compare(read(file)) ? 0 : 1);
    }

    private void measure(int round) throws Exception {
        MappingBenchmark mapping = new MappingBenchmark();
        part(round, "map", () -> {
            for (int i = 0; i < ROWS; i++) {
                map(mapping);
            }
        });
        StateBenchmark state = new StateBenchmark();
        state.database = "SQLITE";
        state.records = 2 * ROWS;
        state.fill();
        part(round, "look-up", () -> {
            for (int i = 0; i < ROWS; i += StateBenchmark.PAGE) {
                state.lookUpInOrder();
            }
        });
        part(round, "confirm", () -> {
            for (int i = 0; i < ROWS; i += StateBenchmark.BATCH) {
                state.confirm();
            }
        });
        state.close();
        Path directory = Files.createTempDirectory("account-sync-check-");
        try (BulkParts bulk = new BulkParts(directory, ROWS)) {
            part(round, "change-set", bulk::collect);
            part(round, "csv", bulk::write);
            part(round, "judge", bulk::judge);
        }
    }

    private static void map(MappingBenchmark mapping) {
        try {
            mapping.row();
        } catch (InvalidRowException e) {
            throw new IllegalStateException(e);
        }
    }

    private void part(int round, String name, Runnable work) {
        long before = allocated();
        work.run();
        long bytes = (allocated() - before) / ROWS;
        if (round > 0) {
            figures.merge(name, bytes, Math::min);
        }
    }

    /** By all threads that there are, wherever a part does its work. */
    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    private void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# Bytes allocated for a row; bench/check --renew writes this file.\n");
        figures.forEach(
                (part, bytes) -> text.append(part).append(' ').append(bytes).append('\n'));
        Files.writeString(file, text);
    }

    private static Map<String, Long> read(Path file) throws IOException {
        Map<String, Long> kept = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split(" ");
                kept.put(words[0], Long.parseLong(words[1]));
            }
        }
        return kept;
    }

    private boolean compare(Map<String, Long> kept) {
        boolean good = kept.keySet().equals(figures.keySet());
        if (!good) {
            System.out.println("The file has other parts: run bench/check --renew.");
        }
        for (Map.Entry<String, Long> part : figures.entrySet()) {
            long before = kept.getOrDefault(part.getKey(), 0L);
            double ratio = 1.0 * part.getValue() / Math.max(1, before);
            String verdict = "";
            if (ratio > GROWN) {
                good = false;
                verdict = "  GREW: find out why; where it is worth it, run bench/check --renew and commit the file";
            } else if (ratio < 1 / GROWN) {
                verdict = "  shrank: run bench/check --renew and commit the file, so that it stays";
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %7d bytes a row, kept %7d, %3.0f %%%s%n",
                    part.getKey(),
                    part.getValue(),
                    before,
                    100 * ratio,
                    verdict);
        }
        return good;
    }
}
