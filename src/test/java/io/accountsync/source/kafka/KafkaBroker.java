package io.accountsync.source.kafka;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A real Kafka broker in KRaft mode, a process with a class path of its own (the build writes it to target/kafka-classpath), on
 * the loopback address. It keeps its data and its port when it is ended and started again.
 */
public final class KafkaBroker implements AutoCloseable {
    /** No group waits longer than that for a member that does not answer. */
    public static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);

    private final Path directory;
    private final String cluster = Uuid.randomUuid().toString();
    private final int port;
    private Process process;
    private Admin admin;

    private KafkaBroker(Path directory, Map<String, String> more) throws IOException {
        this.directory = Files.createDirectories(directory.resolve("kafka"));
        int controller;
        try (ServerSocket one = free();
                ServerSocket other = free()) {
            port = one.getLocalPort();
            controller = other.getLocalPort();
        }
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", logs().toString());
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", Long.toString(SHORTEST_SESSION.toMillis()));
        settings.putAll(more);
        StringBuilder lines = new StringBuilder();
        settings.forEach(
                (key, value) -> lines.append(key).append('=').append(value).append('\n'));
        Files.writeString(settings(), lines);
    }

    /** A broker of the test's own, below this directory. */
    public static KafkaBroker start(Path directory) throws IOException {
        return start(directory, Map.of());
    }

    /** The same with settings of the test's own. */
    static KafkaBroker start(Path directory, Map<String, String> more) throws IOException {
        KafkaBroker broker = new KafkaBroker(directory, more);
        broker.start();
        return broker;
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Where it listens, as clients want it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Starts it, again after {@link #kill()}; returns when it answers. */
    public void start() throws IOException {
        String classPath = Files.readString(Path.of("target/kafka-classpath")).strip()
                + File.pathSeparator
                + Path.of("target/test-classes").toAbsolutePath();
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        KafkaBrokerProcess.class.getName(),
                        settings().toString(),
                        logs().toString(),
                        cluster)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("out.txt").toFile()))
                .start();
        admin = Admin.create(Map.of(
                "bootstrap.servers", address(),
                "reconnect.backoff.max.ms", "200",
                // It says at WARN that nobody listens yet.
                "client.id", "test-admin"));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(this::answers);
    }

    private boolean answers() throws Exception {
        if (!process.isAlive()) {
            throw new IllegalStateException("the broker has ended: " + Files.readString(directory.resolve("out.txt")));
        }
        try {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        }
    }

    /** Nobody may read it from now on; needs an authorizer. */
    void denyRead(ResourceType type, String name) throws Exception {
        admin.createAcls(List.of(new AclBinding(
                        new ResourcePattern(type, name, PatternType.LITERAL),
                        new AccessControlEntry("User:*", "*", AclOperation.READ, AclPermissionType.DENY))))
                .all()
                .get();
    }

    /** Creates a topic with that number of partitions. */
    public void createTopic(String name, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get();
    }

    /** Deletes a topic, with what the group has committed of it; returns when it is gone. */
    public void deleteTopic(String name) throws Exception {
        admin.deleteTopics(List.of(name)).all().get();
        await().until(() -> !admin.listTopics().names().get().contains(name));
    }

    /** Up to where the group has committed, of the partitions where it has. */
    public Map<Integer, Long> committed(String group, String topic) throws Exception {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()) {
            if (entry.getKey().topic().equals(topic) && entry.getValue() != null) {
                offsets.put(entry.getKey().partition(), entry.getValue().offset());
            }
        }
        return offsets;
    }

    /** How many records of the topic the group has not committed. */
    public long lag(String group, String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> ends = new java.util.HashMap<>();
        admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .forEach(partition -> ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        Map<Integer, Long> committed = committed(group, topic);
        long lag = 0;
        for (var end : admin.listOffsets(ends).all().get().entrySet()) {
            lag += end.getValue().offset() - committed.getOrDefault(end.getKey().partition(), 0L);
        }
        return lag;
    }

    /** Who is in the group now. */
    public ConsumerGroupDescription group(String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().get(group);
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        admin.close(Duration.ZERO);
        process.destroyForcibly();
        process.waitFor();
    }

    private Path settings() {
        return directory.resolve("server.properties");
    }

    private Path logs() {
        return directory.resolve("logs");
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
