package io.accountsync.state;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/** The native library of SQLite, which its driver unpacks and checks in each process before the first connection. */
final class SqliteLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

    private SqliteLibrary() {}

    /** Loads it on a thread of its own. Whoever connects meanwhile waits for that, and meets himself what kept it from loading. */
    static void loadAhead() {
        Thread thread = new Thread(SqliteLibrary::load, "sqlite-library");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            LOG.debug("the library of SQLite was not loaded ahead", e);
        }
    }
}
