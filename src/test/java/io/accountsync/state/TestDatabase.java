package io.accountsync.state;

import java.nio.file.Path;

/** The databases that the state can live in. */
enum TestDatabase {
    SQLITE {
        @Override
        TestState empty(Path directory) {
            return TestState.inFile(directory);
        }
    },
    POSTGRESQL {
        @Override
        TestState empty(Path directory) {
            return TestState.inSchema(directory, TestPostgres.shared());
        }
    };

    /** A state of its own for one test, with nothing in it. */
    abstract TestState empty(Path directory);
}
