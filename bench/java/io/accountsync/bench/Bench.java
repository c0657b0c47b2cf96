package io.accountsync.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * New rows from PostgreSQL to the local org in its own process, then the same rows unchanged, then one in a hundred changed:
 * wall time, CPU, memory, API calls, and the share of what plain HTTP reaches in the same run. Arguments: rows, milliseconds
 * a call, calls in flight, path.
 */
public final class Bench {
    private static final String LINE = "%-10s %-11s %9s %4s %3s %7s %7s %8s %7s %7s %7s %7s %7s  %s%n";

    /** The local org keeps them in memory, beside those of the runs. */
    private static final int MOST_FLOOR_ROWS = 1_000_000;

    /** The jar whose runs are measured. */
    private final MeasuredJar jar;
    /** The jar whose local org answers: the same one when an earlier jar is measured. */
    private final Path orgJar;

    private final Path directory;
    private final int rows;
    private final int latency;
    private final int inFlight;
    private final String path;
    private long floor;

    private Bench(MeasuredJar jar, Path orgJar, Path directory, int rows, int latency, int inFlight, String path) {
        this.jar = jar;
        this.orgJar = orgJar;
        this.directory = directory;
        this.rows = rows;
        this.latency = latency;
        this.inFlight = inFlight;
        this.path = path;
    }

    public static void main(String[] args) throws Exception {
        Path built = Path.of("target/account-sync.jar").toAbsolutePath();
        Path jar = Path.of(System.getProperty("bench.jar", built.toString())).toAbsolutePath();
        new Bench(
                        MeasuredJar.of(jar, jar.resolveSibling("account-sync.jsa"), "bench.java-options"),
                        built,
                        MeasuredJar.directory(Files.createTempDirectory("account-sync-bench-"), "runs"),
                        args.length > 0 ? Integer.parseInt(args[0]) : 100_000,
                        args.length > 1 ? Integer.parseInt(args[1]) : 50,
                        args.length > 2 ? Integer.parseInt(args[2]) : 8,
                        args.length > 3 ? args[3] : "collections")
                .run();
    }

    private void run() throws Exception {
        try (SourceTable source = new SourceTable(rows);
                OrgProcess org = new OrgProcess(orgJar, latency)) {
            System.out.printf(
                    LINE,
                    "what",
                    "path",
                    "rows",
                    "ms",
                    "fly",
                    "wall s",
                    "run s",
                    "rows/s",
                    "floor%",
                    "send%",
                    "cpu s",
                    "rss MB",
                    "calls",
                    "status, first row, phases in ms");
            Floor.millis(org, 2_000, inFlight);
            int floorRows = Math.min(rows, MOST_FLOOR_ROWS);
            long floorMillis = Math.max(1, Floor.millis(org, floorRows, inFlight));
            floor = floorMillis * rows / floorRows;
            System.out.printf(
                    Locale.ROOT,
                    LINE,
                    "plain HTTP",
                    "collections",
                    floorRows,
                    latency,
                    inFlight,
                    seconds(floorMillis),
                    "",
                    floorRows * 1000L / floorMillis,
                    "",
                    "",
                    "",
                    "",
                    (floorRows + 199) / 200,
                    "");
            print("new", jar.run(directory, source, org, inFlight, path));
            if (Boolean.getBoolean("bench.new-only")) {
                return;
            }
            print("unchanged", jar.run(directory, source, org, inFlight, path));
            source.change(100);
            print("1 % new", jar.run(directory, source, org, inFlight, path));
        }
    }

    private void print(String what, SyncFigures figures) {
        JsonNode report = figures.report();
        boolean everyRow = what.equals("new");
        System.out.printf(
                Locale.ROOT,
                LINE,
                what,
                report.at("/path/chosen").asText(path),
                rows,
                latency,
                inFlight,
                seconds(figures.measured().wallMillis()),
                seconds(figures.runMillis()),
                rows * 1000L / figures.runMillis(),
                everyRow ? 100 * floor / figures.runMillis() : "",
                everyRow ? 100 * floor / figures.sendMillis() : "",
                seconds(figures.measured().cpuMillis()),
                figures.measured().peakRssKilobytes() / 1024,
                figures.calls(),
                figures.status() + ", " + figures.firstRowMillis() + ", " + report.get("phase_ms"));
        if (report.hasNonNull("message")) {
            System.out.println(report.get("message").asText());
        }
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
