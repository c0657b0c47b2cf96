package io.accountsync.cli;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.TopicRows;
import io.accountsync.source.kafka.KafkaBroker;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.component.kafka.KafkaComponent;

/** The real jar that serves the route of docs/examples/kafka/consume.camel.yaml, with camel-kafka in its lib/. */
final class KafkaProcess implements AutoCloseable {
    /** Nobody else takes a partition earlier from one that does not answer. */
    static final int SESSION_MILLIS = 3000;

    private static final Path EXAMPLE = Path.of("docs/examples/kafka/consume.camel.yaml");

    /** Runs of the sync itself have nothing to read here. */
    private static final String NO_ROWS =
            """
            - templatedRoute:
                routeTemplateRef: json-source
                parameters:
                  - name: sync
                    value: accounts
                  - name: path
                    value: rows.json
            """;

    private final Path directory;
    private final Jar jar;
    private Process process;

    /** @param state keys of the state, the same for all processes that share it */
    KafkaProcess(Path directory, KafkaBroker broker, LocalOrg org, Map<String, String> state) throws Exception {
        this.directory = Files.createDirectories(directory);
        Path routes = Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("rows.json"), "[]");
        Files.writeString(routes.resolve("accounts.camel.yaml"), TopicRows.SYNC + NO_ROWS);
        Files.copy(EXAMPLE, routes.resolve("consume.camel.yaml"));
        Files.writeString(
                directory.resolve("application.properties"),
                "camel.component.kafka.session-timeout-ms=" + SESSION_MILLIS
                        + "\ncamel.component.kafka.heartbeat-interval-ms=300\n");
        Path lib = Files.createDirectories(directory.resolve("jars"));
        for (Class<?> type : List.of(
                KafkaComponent.class,
                com.github.luben.zstd.Zstd.class,
                org.xerial.snappy.Snappy.class,
                net.jpountz.lz4.LZ4Factory.class)) {
            copy(type, lib);
        }
        copyClient(lib);
        jar = new Jar(directory)
                .against(org)
                .with("ACCOUNT_SYNC_LIB", lib.toString())
                .with("KAFKA_BROKERS", broker.address())
                .with("SYNC_STREAM_MAX_WAIT", "100ms")
                .with("SYNC_LEASE_EXPIRY", "6s")
                .with("SYNC_CALL_TIMEOUT", "5s")
                .with("SYNC_DOUBT_MARGIN", "1s")
                .with("SYNC_RETRY_DELAY", "100ms");
        state.forEach((key, value) -> jar.with(
                key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_'), value));
    }

    private static void copy(Class<?> type, Path lib) throws IOException, URISyntaxException {
        Path from =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Files.copy(from, lib.resolve(from.getFileName()));
    }

    /** The one that camel-kafka comes with; the class path of tests has that of Debezium. */
    private static void copyClient(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/kafka-client"))) {
            for (Path file : files.toList()) {
                Files.copy(file, lib.resolve(file.getFileName()));
            }
        }
    }

    KafkaProcess with(String variable, String value) {
        jar.with(variable, value);
        return this;
    }

    KafkaProcess serve() {
        process = jar.start("serve");
        return this;
    }

    /** Serves until it comes to that step of the engine's routes, where it ends as by {@code kill -9}. */
    void serveUntilStep(String description) throws Exception {
        Path halting = Files.createDirectories(directory.resolve("halting"));
        jar.with("SYNC_ENGINE_ROUTES", HaltingRoutes.write(halting, description));
        serveUntilHalted();
        jar.with("SYNC_ENGINE_ROUTES", "");
    }

    /** The same at a step of the example. */
    void serveUntilOwnStep(String description) throws Exception {
        Path route = directory.resolve("routes/consume.camel.yaml");
        String text = Files.readString(route);
        Files.writeString(
                route,
                text.replaceFirst(
                        "( *)- bean:\n *description: " + description,
                        "$1- bean:\n$1    beanType: " + Halt.class.getName() + "\n$1    method: now\n$0"));
        serveUntilHalted();
        Files.writeString(route, text);
    }

    private void serveUntilHalted() throws InterruptedException {
        process = jar.startWithTestClasses("serve");
        process.waitFor();
        if (process.exitValue() != 137) {
            throw new IllegalStateException("it did not come to that step: " + jar.out() + jar.err());
        }
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        CrashedSync.kill(process);
    }

    /** Suspends it as a machine that stands still does. */
    void freeze() throws Exception {
        signal("-STOP");
    }

    void wake() throws Exception {
        signal("-CONT");
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
        if (!kill.waitFor(1, TimeUnit.MINUTES) || kill.exitValue() != 0) {
            throw new IllegalStateException("kill " + name);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String said() {
        return jar.out() + jar.err();
    }

    @Override
    public void close() throws Exception {
        if (process != null && process.isAlive()) {
            process.destroyForcibly();
            process.waitFor();
        }
    }
}
