package io.accountsync.state;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server that keeps its data and its port when it is stopped and started again. */
public final class RestartableServer implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    public RestartableServer(Path directory) throws IOException {
        this.data = directory.resolve("postgres-data");
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        start();
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    public void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // Not on the disk at once, as some servers are set: the state asks for it.
                .setServerConfig("synchronous_commit", "off")
                .start();
    }

    public void stop() throws IOException {
        server.close();
    }

    /** Ends the server as {@code kill -9} does, with all its children. */
    public void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> processes =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        // Gives the lock on the directory back; there is nothing left to stop.
        server.close();
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
