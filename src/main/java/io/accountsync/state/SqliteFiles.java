package io.accountsync.state;

import org.sqlite.SQLiteOpenMode;

/** What all SQLite files have in common that are opened here. */
final class SqliteFiles {
    /**
     * The driver's way of opening a file, without SQLite's own mutex: it would be taken for each value that is written or read, a
     * fortieth of the CPU of a first load, and the driver lets no two threads into one connection anyway.
     */
    static final String OPEN_MODE =
            String.valueOf(SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.CREATE.flag | SQLiteOpenMode.NOMUTEX.flag);

    private SqliteFiles() {}
}
