package io.accountsync.run;

import io.accountsync.source.TestMariaDb;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same for a MariaDB server, by its own driver and by that of MySQL. */
@Tag("full")
class ServerColumnTypesTest {
    private final TimeZone zone = TimeZone.getDefault();

    @TempDir
    private Path directory;

    @BeforeEach
    void liveInLosAngeles() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
    }

    @AfterEach
    void resetZone() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void everyColumnTypeArrivesAsTheDocumentationSaysOrIsRefusedWithACastThatWorks(String driver) throws SQLException {
        // Dates of zeros are to be had in a mode without rules only.
        String url = TestMariaDb.shared().newDatabase(driver) + "&sessionVariables=sql_mode=''";
        ColumnTypesTest.assertArrivesAsDocumented(url, "MariaDB and MySQL", directory);
    }
}
