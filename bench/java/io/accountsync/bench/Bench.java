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

/**
 * New rows from PostgreSQL to the local org in its own process, then the same rows unchanged: wall time, CPU, memory, API
 * calls, and the share of what plain HTTP reaches in the same run. Arguments: rows, milliseconds a call, calls in flight.
 */
public final class Bench {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path jar;
    private final Path directory;

    private Bench(Path jar, Path directory) {
        this.jar = jar;
        this.directory = directory;
    }

    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int latency = args.length > 1 ? Integer.parseInt(args[1]) : 50;
        int inFlight = args.length > 2 ? Integer.parseInt(args[2]) : 8;
        Path directory = Files.createTempDirectory("account-sync-bench-");
        new Bench(Path.of("target/account-sync.jar").toAbsolutePath(), directory).run(rows, latency, inFlight);
    }

    private void run(int rows, int latency, int inFlight) throws Exception {
        System.out.printf(
                Locale.ROOT, "%,d rows, %d ms a call, %d calls in flight, -Xmx256m%n%n", rows, latency, inFlight);
        try (SourceTable source = new SourceTable(rows);
                OrgProcess org = new OrgProcess(jar, latency)) {
            Files.createDirectories(directory.resolve("routes"));
            Files.copy(Path.of("routes/accounts.camel.yaml"), directory.resolve("routes/accounts.camel.yaml"));
            System.out.printf(
                    "%-10s %9s %9s %9s %9s %9s %9s %9s%n",
                    "what", "wall s", "run s", "rows/s", "cpu s", "rss MB", "calls", "status");
            Floor.millis(org, 2_000, inFlight);
            long floor = Floor.millis(org, rows, inFlight);
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %9.1f %9s %9d%n",
                    "plain HTTP",
                    floor / 1000.0,
                    "",
                    rows * 1000L / Math.max(1, floor));
            JsonNode first = sync("new", source, org, inFlight, rows);
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %8.0f %% of plain HTTP, sending alone %.0f %%%n",
                    "",
                    100.0 * floor / first.get("duration_ms").asLong(),
                    100.0 * floor / first.at("/phase_ms/send").asLong());
            if (Boolean.getBoolean("bench.new-only")) {
                return;
            }
            sync("unchanged", source, org, inFlight, rows);
            int changed = source.change(100);
            sync("1 % new", source, org, inFlight, rows);
            System.out.printf("(%d rows changed)%n", changed);
        }
    }

    private JsonNode sync(String what, SourceTable source, OrgProcess org, int inFlight, int rows)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env"));
        Map<String, String> environment = new java.util.TreeMap<>(org.environment());
        environment.put("SOURCE_URL", source.url());
        environment.put("SYNC_IN_FLIGHT", String.valueOf(inFlight));
        // Every row is read and compared each time.
        environment.put("SYNC_OVERLAP", "100000h");
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add("java");
        // What the launcher account-sync does.
        command.addAll(List.of(
                "-XX:+UseSerialGC",
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
        JsonNode report =
                JSON.readTree(measured.output().substring(measured.output().indexOf('{')));
        long duration = Math.max(1, report.get("duration_ms").asLong());
        System.out.printf(
                Locale.ROOT,
                "%-10s %9.1f %9.1f %9d %9.1f %9d %9d %9s  %s %s%n",
                what,
                measured.wallMillis() / 1000.0,
                duration / 1000.0,
                rows * 1000L / duration,
                measured.cpuMillis() / 1000.0,
                measured.peakRssKilobytes() / 1024,
                report.get("counts").get("api_calls").asLong(),
                report.get("status").asText(),
                "first row after " + firstRowMillis(started, report) + " ms,",
                report.get("phase_ms"));
        if (report.hasNonNull("message")) {
            System.out.println(report.get("message").asText());
        }
        return report;
    }

    /** From the start of the JVM to the first row that the source yields. */
    private static long firstRowMillis(Instant started, JsonNode report) {
        return Duration.between(started, Instant.parse(report.get("started_at").asText()))
                        .toMillis()
                + report.get("first_row_ms").asLong();
    }
}
