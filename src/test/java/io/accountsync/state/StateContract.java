package io.accountsync.state;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds for SQLite and PostgreSQL alike. The contract of each topic extends this one and stands in a file with the two
 * test classes that run it, so that reports name the database. Each test has a state of its own.
 */
abstract class StateContract {
    private final TestDatabase on;

    @TempDir
    Path directory;

    TestState state;
    StateDatabase database;

    StateContract(TestDatabase on) {
        this.on = on;
    }

    @BeforeEach
    void openState() {
        state = on.empty(directory);
        database = state.open();
    }

    @AfterEach
    void closeState() {
        state.close();
    }

    boolean isSqlite() {
        return on == TestDatabase.SQLITE;
    }
}
