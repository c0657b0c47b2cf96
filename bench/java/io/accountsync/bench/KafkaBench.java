package io.accountsync.bench;

import io.accountsync.source.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The same new rows by a run, and from a topic with four partitions by one, two and four processes with a consumer each, and by one
 * process with four consumers. State in PostgreSQL, on the same server as the source; everything is new each time but the topic.
 */
final class KafkaBench {
    private static final String TOPIC = "customers";
    private static final int PARTITIONS = 4;
    private static final String LINE = "%-16s %8s %8s %8s %8s %8s %11s %7s %7s %7s%n";

    private final int rows;
    private final Duration latency;
    private final Path directory;
    private int scenarios;

    KafkaBench(int rows, Duration latency) throws IOException {
        this.rows = rows;
        this.latency = latency;
        this.directory = Files.createTempDirectory("account-sync-bench-");
    }

    void run() throws Exception {
        Path libraries = SyncProcess.libraries("kafka", List.of("camel:kafka"));
        try (SourceTable source = new SourceTable(rows);
                KafkaBroker broker = KafkaBroker.start(directory)) {
            broker.createTopic(TOPIC, PARTITIONS);
            publish(source, broker);
            System.out.printf(
                    LINE,
                    "what",
                    "rows",
                    "first s",
                    "send s",
                    "all s",
                    "rows/s",
                    "all rows/s",
                    "calls",
                    "cpu s",
                    "rss MB");
            byRun(source, broker, libraries);
            byConsumers(source, broker, libraries, 1, 1);
            byConsumers(source, broker, libraries, 2, 1);
            byConsumers(source, broker, libraries, 4, 1);
            byConsumers(source, broker, libraries, 1, 4);
        }
    }

    private void publish(SourceTable source, KafkaBroker broker) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker.address(),
                                ProducerConfig.LINGER_MS_CONFIG,
                                "20"),
                        new StringSerializer(),
                        new StringSerializer());
                Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(1000);
            try (ResultSet row = statement.executeQuery("select customer_id, row_to_json(c)::text from customers c")) {
                while (row.next()) {
                    producer.send(new ProducerRecord<>(TOPIC, row.getString(1), row.getString(2)));
                }
            }
        }
    }

    private void byRun(SourceTable source, KafkaBroker broker, Path libraries) throws Exception {
        try (WatchedOrg org = new WatchedOrg(latency);
                SyncProcess process = start(source, broker, org, sync(), libraries, "", "run", "--json")) {
            print("a run", org, process.begun(), Progress.follow(org, rows, List.of(process)));
        }
    }

    private void byConsumers(SourceTable source, KafkaBroker broker, Path libraries, int processes, int consumers)
            throws Exception {
        String group = "bench-" + processes + "-" + consumers;
        String file = sync()
                + Files.readString(Path.of("docs/examples/kafka/consume.camel.yaml"))
                        .replace("groupId: account-sync", "groupId: " + group)
                        .replace("consumersCount: 1", "consumersCount: " + consumers);
        String state = source.newDatabase("consumers_" + processes + "_" + consumers);
        List<SyncProcess> running = new ArrayList<>();
        try (WatchedOrg org = new WatchedOrg(latency)) {
            for (int i = 0; i < processes; i++) {
                running.add(start(source, broker, org, file, libraries, state, "serve"));
            }
            Progress progress = Progress.follow(org, rows, running);
            print(
                    processes + (processes == 1 ? " process x " : " processes x ") + consumers,
                    org,
                    running.get(0).begun(),
                    progress);
            // A rate whose offsets are never committed would be none.
            long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (broker.lag(group, TOPIC) > 0) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "offsets are not committed: " + running.get(0).said());
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } finally {
            running.forEach(SyncProcess::close);
        }
    }

    private SyncProcess start(
            SourceTable source,
            KafkaBroker broker,
            WatchedOrg org,
            String file,
            Path libraries,
            String state,
            String... arguments)
            throws Exception {
        Map<String, String> environment = org.environment();
        environment.put("SOURCE_URL", source.url());
        environment.put("STATE_URL", state.isEmpty() ? source.newDatabase("run") : state);
        environment.put("SYNC_IN_FLIGHT", "8");
        environment.put("SYNC_PATH", "collections");
        environment.put("SYNC_STREAM_MAX_WAIT", "1s");
        Path own = Files.createDirectories(directory.resolve("process-" + ++scenarios));
        Files.writeString(own.resolve("application.properties"), "kafka.brokers=" + broker.address() + "\n");
        return new SyncProcess(own, file, libraries, environment, arguments);
    }

    private void print(String what, WatchedOrg org, long begun, Progress progress) {
        double sending = org.sending().toNanos() / 1e9;
        double all = (org.last() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                LINE,
                what,
                rows,
                seconds(all - sending),
                seconds(sending),
                seconds(all),
                Math.round(rows / sending),
                Math.round(rows / all),
                org.calls(),
                seconds(progress.cpuMillis() / 1e3),
                progress.peakRssMegabytes());
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static String sync() throws IOException {
        return Files.readString(Path.of("routes/accounts.camel.yaml"));
    }
}
