package io.accountsync.cdc;

import io.accountsync.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Finds Debezium. Its jars are in lib/, of which the class loader of account-sync itself knows nothing: so the one class that needs
 * them is loaded once more, by a loader that does.
 */
final class ChangeReaders {
    private static final String DEBEZIUM = "io.debezium.engine.DebeziumEngine";
    private static final String CONNECTOR = "io.debezium.connector.postgresql.PostgresConnector";
    private static final String PACKAGE = "io.accountsync.cdc.debezium.";
    private static final String READER = PACKAGE + "DebeziumReader";

    private ChangeReaders() {}

    /**
     * A reader of PostgreSQL's log.
     *
     * @param libraries that may have Debezium
     * @throws ConfigurationException when they have not
     */
    static ChangeReader ofPostgres(ClassLoader libraries) {
        require(libraries, DEBEZIUM, "debezium-embedded");
        require(libraries, CONNECTOR, "debezium-connector-postgres");
        ClassLoader own = ChangeReaders.class.getClassLoader();
        return load(knows(own) ? own : beside(libraries), libraries);
    }

    /** A loader that has what needs Debezium, and Debezium. */
    static ClassLoader beside(ClassLoader libraries) {
        return new Beside(libraries);
    }

    static ChangeReader load(ClassLoader loader, ClassLoader libraries) {
        try {
            Class<?> type = Class.forName(READER, true, loader);
            return (ChangeReader) type.getConstructor(ClassLoader.class).newInstance(libraries);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the class is in the same jar", e);
        }
    }

    private static void require(ClassLoader libraries, String type, String artifact) {
        try {
            Class.forName(type, false, libraries);
        } catch (ClassNotFoundException e) {
            throw new ConfigurationException(
                    "The jars of Debezium are not there, by which changes of PostgreSQL are read: get them with"
                            + " \"account-sync add io.debezium:" + artifact + ":3.6.1.Final\"");
        }
    }

    private static boolean knows(ClassLoader loader) {
        try {
            Class.forName(DEBEZIUM, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Has the classes of that package itself, and all others from the libraries. */
    private static final class Beside extends ClassLoader {
        Beside(ClassLoader libraries) {
            super(libraries);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolves) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolves);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String resource = name.replace('.', '/') + ".class";
            try (InputStream bytes = ChangeReaders.class.getClassLoader().getResourceAsStream(resource)) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] read = bytes.readAllBytes();
                return defineClass(name, read, 0, read.length, ChangeReaders.class.getProtectionDomain());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
