package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.Settings;
import io.accountsync.source.jdbc.JdbcPool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** A database that account-sync does not know, whose driver is on the class path. */
class FetchSizeTest {
    @TempDir
    private Path directory;

    private final Driver unknown = new UnknownDriver();

    @BeforeEach
    void register() throws SQLException {
        DriverManager.registerDriver(unknown);
    }

    @AfterEach
    void deregister() throws SQLException {
        DriverManager.deregisterDriver(unknown);
    }

    @Test
    void itsStatementsHaveAFetchSizeAndTheConnectionIsItsOwnAllTheSame() throws Exception {
        Map<String, String> keys = Map.of("source.url", "jdbc:unheard-of:" + directory.resolve("source.db"));
        try (Connection connection = new JdbcPool(Settings.of(key -> Optional.ofNullable(keys.get(key))))
                        .reading("source")
                        .getDataSource()
                        .getConnection();
                PreparedStatement statement = connection.prepareStatement("select 1")) {
            assertThat(statement.getFetchSize()).isEqualTo(1000);
            assertThat(connection.isWrapperFor(SQLiteConnection.class)).isTrue();
        }
    }

    /** SQLite under another name. */
    private static final class UnknownDriver implements Driver {
        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            return acceptsURL(url)
                    ? DriverManager.getConnection(url.replaceFirst("jdbc:unheard-of:", "jdbc:sqlite:"), info)
                    : null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:unheard-of:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getLogger("unheard-of");
        }
    }
}
