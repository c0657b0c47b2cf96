package io.accountsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes of PostgreSQL, each in a transaction of its own, at an even rate: how long each takes from its commit until the org has
 * saved it, and how many calls 1,000 of them cost, by the rate and by {@code sync.stream.max-wait}. One process of account-sync that reads
 * the log by Debezium; state in PostgreSQL, on the same server as the source.
 */
final class ChangesBench {
    private static final String LINE = "%9s %9s %8s %9s %9s %9s %9s %8s %11s %9s %11s %8s%n";

    /** Greater than any number of employees that the table has. */
    private static final long FIRST_VERSION = 1_000_000;

    private final List<Integer> rates;
    private final List<Integer> waits;
    private final int seconds;
    private final Duration latency;
    private final Path directory;
    private long version = FIRST_VERSION;

    ChangesBench(List<Integer> rates, List<Integer> waits, int seconds, Duration latency) throws IOException {
        this.rates = rates;
        this.waits = waits;
        this.seconds = seconds;
        this.latency = latency;
        this.directory = Files.createTempDirectory("account-sync-bench-");
    }

    void run() throws Exception {
        Path libraries = SyncProcess.libraries(
                "cdc",
                List.of(
                        "io.debezium:debezium-embedded:3.6.1.Final",
                        "io.debezium:debezium-connector-postgres:3.6.1.Final"));
        System.out.printf(
                LINE,
                "changes/s",
                "max-wait",
                "changes",
                "median ms",
                "p99 ms",
                "most ms",
                "written/s",
                "calls",
                "calls/1,000",
                "formula",
                "state tx",
                "cpu s");
        for (int wait : waits) {
            measure(wait, libraries);
        }
    }

    private void measure(int wait, Path libraries) throws Exception {
        int rows = Math.max(1_000, Collections.max(rates) * seconds);
        try (SourceTable source = new SourceTable(rows);
                WatchedOrg org = new WatchedOrg(latency);
                Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table customers add primary key (customer_id)");
            Map<String, String> environment = org.environment();
            environment.put("SOURCE_URL", source.url());
            environment.put("SOURCE_USERNAME", "postgres");
            environment.put("STATE_URL", source.newDatabase("state"));
            environment.put("SYNC_IN_FLIGHT", "8");
            environment.put("SYNC_STREAM_MAX_WAIT", wait + "s");
            try (SyncProcess process =
                    new SyncProcess(directory.resolve("wait-" + wait), file(), libraries, environment, "serve")) {
                awaitSlot(statement, process);
                // All records are there then, and the JVMs are warm.
                statement.execute("update customers set phone = phone || '0'");
                Progress.follow(org, rows, List.of(process));
                for (int rate : rates) {
                    measure(rate, wait, rows, connection, org, process);
                }
            }
        }
    }

    private void measure(int rate, int wait, int rows, Connection connection, WatchedOrg org, SyncProcess process)
            throws Exception {
        // What came before has left, with the batch that waits for others.
        TimeUnit.SECONDS.sleep(2);
        long calls = org.calls();
        long cpu = process.cpuMillis();
        long transactions = transactions(connection);
        long saved = org.saved();
        long base = version;
        long[] committed = new long[rate * seconds];
        long begun = System.nanoTime();
        write(connection, rate, rows, committed, begun);
        double writing = (System.nanoTime() - begun) / 1e9;
        Progress.follow(org, saved + committed.length, List.of(process));
        long[] millis = new long[committed.length];
        for (int i = 0; i < millis.length; i++) {
            Long at = org.savedAt(base + i);
            if (at == null) {
                throw new IOException("change " + i + " is not in the org: " + process.said());
            }
            millis[i] = Math.max(0, (at - committed[i]) / 1_000_000);
        }
        Arrays.sort(millis);
        long used = org.calls() - calls;
        System.out.printf(
                Locale.ROOT,
                LINE,
                rate,
                wait + " s",
                millis.length,
                millis[millis.length / 2],
                millis[Math.min(millis.length - 1, millis.length * 99 / 100)],
                millis[millis.length - 1],
                Math.round(millis.length / writing),
                used,
                one(used * 1000.0 / millis.length),
                one(callsByFormula(rate, wait) * 1000.0 / rate),
                transactions(connection) - transactions,
                one((process.cpuMillis() - cpu) / 1e3));
    }

    /** Those of the state, rolled back ones included, as far as PostgreSQL has counted them by now. */
    private static long transactions(Connection connection) throws Exception {
        // A session tells its numbers after a second at most.
        TimeUnit.SECONDS.sleep(1);
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select xact_commit + xact_rollback from pg_stat_database where datname = 'state'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Each row at most once, so that no change takes the place of another one in a batch. */
    private void write(Connection connection, int rate, int rows, long[] committed, long begun) throws SQLException {
        try (PreparedStatement change =
                connection.prepareStatement("update customers set employees = ? where customer_id = ?")) {
            for (int i = 0; i < committed.length; i++) {
                long due = begun + i * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                change.setLong(1, version);
                change.setString(2, String.format(Locale.ROOT, "C-%09d", version % rows + 1));
                change.executeUpdate();
                committed[i] = System.nanoTime();
                version++;
            }
        }
    }

    /** Calls a second, as docs/scale.md says. */
    private double callsByFormula(int rate, int wait) {
        double batches = Math.min(rate, 1 / (wait + latency.toMillis() / 1e3));
        return Math.max(rate / 200.0, batches);
    }

    private static void awaitSlot(Statement statement, SyncProcess process) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            try (var slot = statement.executeQuery("select 1 from pg_replication_slots where active")) {
                if (slot.next()) {
                    return;
                }
            }
            process.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IOException("nobody reads the log: " + process.said());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** The sample sync, with the route of the example of changes. */
    private static String file() throws IOException {
        String example = Files.readString(Path.of("docs/examples/cdc/accounts-cdc.camel.yaml"));
        String route = example.substring(example.indexOf("- route:"), example.indexOf("- templatedRoute:"));
        return Files.readString(Path.of("routes/accounts.camel.yaml"))
                + "\n"
                + route.replace("sync: customers", "sync: accounts");
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
