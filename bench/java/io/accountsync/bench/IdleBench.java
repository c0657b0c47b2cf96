package io.accountsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs of a process that serves, one after the other, where nothing ever changes: CPU and API calls of a run, and what the process
 * holds after the first tenth of them and after the last. Arguments: runs, another jar.
 */
public final class IdleBench {
    private static final Path BUILT = Path.of("target/account-sync.jar").toAbsolutePath();
    private static final String LINE = "%-10s %7s %9s %9s %9s %9s %9s%n";

    /** Fires at once when the run before it has ended. */
    private static final String TRIGGER =
            """

            - route:
                id: idle
                from:
                  uri: quartz
                  parameters:
                    groupName: bench
                    triggerName: idle
                    stateful: true
                    trigger.repeatInterval: 20
                    trigger.repeatCount: -1
                  steps:
                    - setVariable:
                        name: sync
                        constant: accounts
                    - to: direct:sync-run
            """;

    private final Path directory;
    private final int runs;
    private final Process process;

    private IdleBench(Path jar, SourceTable source, OrgProcess org, int runs) throws IOException {
        this.runs = runs;
        this.directory = Files.createTempDirectory("account-sync-idle-");
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(
                directory.resolve("routes/accounts.camel.yaml"),
                Files.readString(Path.of("routes/accounts.camel.yaml")) + TRIGGER);
        ProcessBuilder builder = new ProcessBuilder(SyncProcess.java(jar))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile());
        Map<String, String> environment = new TreeMap<>(org.environment());
        environment.put("SOURCE_URL", source.url());
        environment.put("CONSOLE_ENABLED", "false");
        environment.put("CAMEL_MANAGEMENT_PORT", "0");
        environment.put("SYNC_ACCOUNTS_SCHEDULE", "0 0 0 1 1 ?");
        builder.environment().putAll(environment);
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    public static void main(String[] args) throws Exception {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        try (SourceTable source = new SourceTable(100);
                OrgProcess org = new OrgProcess(BUILT, 0)) {
            System.out.printf(LINE, "jar", "runs", "cpu ms", "calls", "fds", "heap MB", "RSS MB");
            for (Path jar : args.length > 1 ? List.of(BUILT, Path.of(args[1])) : List.of(BUILT)) {
                IdleBench bench = new IdleBench(jar.toAbsolutePath(), source, org, runs);
                try {
                    bench.measure(jar.equals(BUILT) ? "this" : "other");
                } finally {
                    bench.process.destroy();
                    bench.process.waitFor();
                }
            }
        }
    }

    private void measure(String name) throws Exception {
        int warm = Math.max(1, runs / 10);
        awaitRuns(warm);
        print(name, warm, 0, 0);
        long before = cpuMillis();
        long first = number("count(*)");
        awaitRuns(first + runs - warm);
        long spent = cpuMillis() - before;
        long done = number("count(*)") - first;
        print(name, done, (double) spent / done, number("max(api_calls)"));
    }

    /** With what lives after a collection, which is asked for only now. */
    private void print(String name, long done, double cpu, long calls) throws Exception {
        System.out.printf(
                Locale.ROOT,
                LINE,
                name,
                done,
                String.format(Locale.ROOT, "%.1f", cpu),
                calls,
                descriptors(),
                liveMegabytes(),
                rssMegabytes());
    }

    private void awaitRuns(long wanted) throws Exception {
        while (!Files.exists(directory.resolve("data/state.db")) || number("count(*)") < wanted) {
            if (!process.isAlive()) {
                throw new IOException("it has ended: " + Files.readString(directory.resolve("output.txt")));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Of the completed runs but the first, which sends. */
    private long number(String what) {
        try (Connection state = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/state.db"));
                Statement statement = state.createStatement();
                ResultSet row = statement.executeQuery(
                        "select " + what + " from sync_run where status = 'SUCCEEDED' and run_id > 1")) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            return 0; // it is being made
        }
    }

    private long cpuMillis() {
        return process.info().totalCpuDuration().orElseThrow().toMillis();
    }

    private long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(proc("fd"))) {
            return open.count();
        }
    }

    private long rssMegabytes() throws IOException {
        return Files.readAllLines(proc("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** The last line of a histogram, which collects first: the sum of what lives. */
    private String liveMegabytes() throws IOException {
        Process jcmd = new ProcessBuilder("jcmd", String.valueOf(process.pid()), "GC.class_histogram").start();
        List<String> lines = jcmd.inputReader().lines().toList();
        String[] total = lines.get(lines.size() - 1).trim().split("\\s+");
        return String.format(Locale.ROOT, "%.1f", Long.parseLong(total[2]) / 1_048_576.0);
    }

    private Path proc(String file) {
        return Path.of("/proc", String.valueOf(process.pid()), file);
    }
}
