package io.accountsync.cli;

import io.accountsync.localorg.LocalOrg;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs init over files and a SQLite database in a directory, which its sync files go into. */
abstract class InitRuns {
    @TempDir
    Path directory;

    InProcess command;

    /** The org that the command logs in to. */
    abstract LocalOrg org();

    @BeforeEach
    void prepare() {
        command = new InProcess()
                .at(org())
                .with("state.directory", directory.resolve("data").toString());
    }

    Jar.Ended init(String... arguments) {
        return command.run(
                Stream.of(Stream.of("init"), Stream.of(arguments), Stream.of("--routes", directory.toString()))
                        .flatMap(words -> words)
                        .toArray(String[]::new));
    }

    /** Checks the file that init wrote. */
    Jar.Ended check(String sync) {
        return command.run("check", sync, "--routes", syncFile(sync));
    }

    String syncFile(String sync) {
        return directory.resolve(sync + ".camel.yaml").toString();
    }

    /** Makes the source database by these statements. */
    void sqlite(String... statements) throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("crm.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        command.with("source.url", url);
    }
}
