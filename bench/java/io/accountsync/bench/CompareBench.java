package io.accountsync.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Two jars of account-sync by turns, so that both see the machine in the same moods: three rounds, each jar in a fresh
 * directory against a fresh local org of the newer jar. Prints every run, then the medians and how the new one is to the old
 * one. Arguments: old jar, new jar, rows, milliseconds a call, calls in flight, path.
 */
public final class CompareBench {
    private static final int ROUNDS = 3;
    /** The local org keeps them in memory, beside those of the runs. */
    private static final int MOST_FLOOR_ROWS = 500_000;

    private static final String RUN = "%-5s %-4s %-10s %8s %8s %9s %8s %8s %7s  %s%n";
    private static final String MEDIAN = "%-10s %-22s %12s %12s %9s%n";

    private final Path directory = Files.createTempDirectory("account-sync-compare-");
    private final List<MeasuredJar> jars;
    private final int rows;
    private final int latency;
    private final int inFlight;
    private final String path;
    /** Milliseconds that plain HTTP needed for so many rows. */
    private final List<Double> floors = new ArrayList<>();

    private final List<Taken> taken = new ArrayList<>();

    /** What one run took. */
    private record Taken(String jar, String what, SyncFigures figures) {}

    private CompareBench(List<MeasuredJar> jars, int rows, int latency, int inFlight, String path) throws Exception {
        this.jars = jars;
        this.rows = rows;
        this.latency = latency;
        this.inFlight = inFlight;
        this.path = path;
    }

    public static void main(String[] args) throws Exception {
        Path archives = Path.of("target/bench-compare").toAbsolutePath();
        new CompareBench(
                        List.of(
                                MeasuredJar.of(Path.of(args[0]), archives.resolve("old.jsa"), "bench.old-options")
                                        .archived(),
                                MeasuredJar.of(Path.of(args[1]), archives.resolve("new.jsa"), "bench.new-options")
                                        .archived()),
                        args.length > 2 ? Integer.parseInt(args[2]) : 100_000,
                        args.length > 3 ? Integer.parseInt(args[3]) : 50,
                        args.length > 4 ? Integer.parseInt(args[4]) : 8,
                        args.length > 5 ? args[5] : "collections")
                .run();
    }

    private void run() throws Exception {
        System.out.printf(
                RUN, "round", "jar", "what", "wall s", "run s", "rows/s", "cpu s", "rss MB", "calls", "status, phases");
        try (SourceTable source = new SourceTable(rows)) {
            for (int round = 1; round <= ROUNDS; round++) {
                // Whoever comes first finds another machine than whoever comes second.
                run(source, round, round % 2 == 1 ? "old" : "new");
                run(source, round, round % 2 == 1 ? "new" : "old");
            }
        }
        medians();
    }

    private void run(SourceTable source, int round, String name) throws Exception {
        MeasuredJar jar = jars.get(name.equals("old") ? 0 : 1);
        Path runs = MeasuredJar.directory(directory, name + round);
        try (OrgProcess org = new OrgProcess(jars.get(1).jar(), latency)) {
            Floor.millis(org, 2_000, inFlight);
            int floorRows = Math.min(rows, MOST_FLOOR_ROWS);
            floors.add(1.0 * Floor.millis(org, floorRows, inFlight) * rows / floorRows);
            take(round, name, "new", jar.run(runs, source, org, inFlight, path));
            if (Boolean.getBoolean("bench.new-only")) {
                return;
            }
            take(round, name, "unchanged", jar.run(runs, source, org, inFlight, path));
            source.change(100);
            take(round, name, "1 % new", jar.run(runs, source, org, inFlight, path));
        }
    }

    private void take(int round, String jar, String what, SyncFigures figures) {
        taken.add(new Taken(jar, what, figures));
        System.out.printf(
                Locale.ROOT,
                RUN,
                round,
                jar,
                what,
                number(figures.measured().wallMillis() / 1000.0),
                number(figures.runMillis() / 1000.0),
                rows * 1000L / figures.runMillis(),
                number(figures.measured().cpuMillis() / 1000.0),
                figures.measured().peakRssKilobytes() / 1024,
                figures.calls(),
                figures.status() + ", " + figures.report().get("phase_ms"));
    }

    private void medians() {
        double floor = median(floors.stream());
        System.out.printf(
                Locale.ROOT,
                "%nMedians of %d rounds; %d rows, %d ms a call, %d in flight, %s. Plain HTTP: %.2f s (%.0f rows/s).%n",
                ROUNDS,
                rows,
                latency,
                inFlight,
                path,
                floor / 1000,
                rows * 1000 / floor);
        System.out.printf(MEDIAN, "what", "figure", "old", "new", "new/old");
        for (String what : List.of("new", "unchanged", "1 % new")) {
            if (taken.stream().noneMatch(one -> one.what().equals(what))) {
                continue;
            }
            print(what, "wall s", one -> one.measured().wallMillis() / 1000.0);
            print(what, "run s", one -> one.runMillis() / 1000.0);
            print(what, "rows/s", one -> rows * 1000.0 / one.runMillis());
            if (what.equals("new")) {
                print(what, "sending, % of floor", one -> 100 * floor / one.sendMillis());
                print(what, "run, % of floor", one -> 100 * floor / one.runMillis());
            }
            print(what, "CPU s", one -> one.measured().cpuMillis() / 1000.0);
            print(what, "RSS MB", one -> one.measured().peakRssKilobytes() / 1024.0);
            print(what, "calls", SyncFigures::calls);
            print(what, "first row ms", SyncFigures::firstRowMillis);
        }
    }

    private void print(String what, String figure, ToDoubleFunction<SyncFigures> value) {
        double before = median(values("old", what, value));
        double after = median(values("new", what, value));
        System.out.printf(
                Locale.ROOT, MEDIAN, what, figure, number(before), number(after), number(100 * after / before) + " %");
    }

    private Stream<Double> values(String jar, String what, ToDoubleFunction<SyncFigures> value) {
        return taken.stream()
                .filter(one -> one.jar().equals(jar) && one.what().equals(what))
                .map(one -> value.applyAsDouble(one.figures()));
    }

    private static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
