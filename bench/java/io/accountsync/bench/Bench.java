package io.accountsync.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * New rows from PostgreSQL to the local org in its own process, then the same rows unchanged, then one in a hundred changed:
 * wall time, CPU, memory, API calls, and the share of what plain HTTP reaches in the same run. Arguments: rows, milliseconds
 * a call, calls in flight, path.
 */
public final class Bench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINE = "%-10s %-11s %9s %4s %3s %7s %7s %8s %7s %7s %7s %7s %7s  %s%n";

    /** The local org keeps them in memory, beside those of the runs. */
    private static final int MOST_FLOOR_ROWS = 1_000_000;

    /** The jar whose runs are measured. */
    private final Path jar;
    /** The jar whose local org answers: the same one when an earlier jar is measured. */
    private final Path orgJar;

    private final Path directory;
    private final int rows;
    private final int latency;
    private final int inFlight;
    private final String path;
    private long floor;

    private Bench(Path jar, Path orgJar, Path directory, int rows, int latency, int inFlight, String path) {
        this.jar = jar;
        this.orgJar = orgJar;
        this.directory = directory;
        this.rows = rows;
        this.latency = latency;
        this.inFlight = inFlight;
        this.path = path;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("account-sync-bench-");
        Path built = Path.of("target/account-sync.jar").toAbsolutePath();
        new Bench(
                        Path.of(System.getProperty("bench.jar", built.toString()))
                                .toAbsolutePath(),
                        built,
                        directory,
                        args.length > 0 ? Integer.parseInt(args[0]) : 100_000,
                        args.length > 1 ? Integer.parseInt(args[1]) : 50,
                        args.length > 2 ? Integer.parseInt(args[2]) : 8,
                        args.length > 3 ? args[3] : "collections")
                .run();
    }

    private void run() throws Exception {
        try (SourceTable source = new SourceTable(rows);
                OrgProcess org = new OrgProcess(orgJar, latency)) {
            Files.createDirectories(directory.resolve("routes"));
            Files.copy(Path.of("routes/accounts.camel.yaml"), directory.resolve("routes/accounts.camel.yaml"));
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
            sync("new", source, org);
            if (Boolean.getBoolean("bench.new-only")) {
                return;
            }
            sync("unchanged", source, org);
            source.change(100);
            sync("1 % new", source, org);
        }
    }

    private void sync(String what, SourceTable source, OrgProcess org) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env"));
        Map<String, String> environment = new TreeMap<>(org.environment());
        environment.put("SOURCE_URL", source.url());
        environment.put("SYNC_IN_FLIGHT", String.valueOf(inFlight));
        environment.put("SYNC_PATH", path);
        // Every row is read and compared each time.
        environment.put("SYNC_OVERLAP", "100000h");
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add("java");
        // What the launcher account-sync does.
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:Tier4InvocationThreshold=20000",
                "-XX:Tier4MinInvocationThreshold=5000",
                "-XX:Tier4CompileThreshold=40000",
                "-XX:Tier4BackEdgeThreshold=120000",
                "-Xlog:disable",
                "-XX:SharedArchiveFile=" + jar.resolveSibling("account-sync.jsa")));
        command.add("-Xmx256m");
        String options = System.getProperty("bench.java-options", "");
        if (!options.isBlank()) {
            command.addAll(List.of(options.split(" ")));
        }
        command.addAll(List.of("-jar", jar.toString(), "run", "--json"));
        Instant started = Instant.now();
        Measured measured = Measured.run(command, directory);
        if (!measured.output().contains("{")) {
            throw new IOException("no report: exit code " + measured.exitCode() + " " + measured.output());
        }
        print(
                what,
                started,
                measured,
                JSON.readTree(measured.output().substring(measured.output().indexOf('{'))));
    }

    private void print(String what, Instant started, Measured measured, JsonNode report) {
        long duration = Math.max(1, report.get("duration_ms").asLong());
        boolean everyRow = what.equals("new");
        System.out.printf(
                Locale.ROOT,
                LINE,
                what,
                report.at("/path/chosen").asText(path),
                rows,
                latency,
                inFlight,
                seconds(measured.wallMillis()),
                seconds(duration),
                rows * 1000L / duration,
                everyRow ? 100 * floor / duration : "",
                everyRow ? 100 * floor / Math.max(1, report.at("/phase_ms/send").asLong()) : "",
                seconds(measured.cpuMillis()),
                measured.peakRssKilobytes() / 1024,
                report.get("counts").get("api_calls").asLong(),
                report.get("status").asText() + ", " + firstRowMillis(started, report) + ", " + report.get("phase_ms"));
        if (report.hasNonNull("message")) {
            System.out.println(report.get("message").asText());
        }
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }

    /** From the start of the JVM to the first row that the source yields. */
    private static long firstRowMillis(Instant started, JsonNode report) {
        return Duration.between(started, Instant.parse(report.get("started_at").asText()))
                        .toMillis()
                + report.get("first_row_ms").asLong();
    }
}
