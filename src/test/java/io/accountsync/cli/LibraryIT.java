package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.camel.component.mock.MockComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar with a driver and a component of Camel in lib/, neither of which it comes with. */
class LibraryIT {
    private static final String SYNC =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    cursor: updated_at
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
            - route:
                id: accounts-source
                from:
                  uri: direct:accounts-source
                  steps:
                    - to: mock:seen
                    - to:
                        uri: sql
                        parameters:
                          query: "select id, name, updated_at from t where updated_at >= :#${variable.since}"
                          dataSource: "#source"
                          outputType: StreamList
            """;

    @TempDir
    private Path directory;

    @Test
    void aDriverAndAComponentInLibAreFoundByTheJarAndNamedWithTheirCommandsWhereTheyAreNot() throws Exception {
        Path lib = Files.createDirectory(directory.resolve("jars"));
        Files.writeString(Files.createDirectory(directory.resolve("routes")).resolve("accounts.camel.yaml"), SYNC);
        String url = "jdbc:h2:" + directory.resolve("source");
        fill(url);
        try (LocalOrg org = LocalOrg.start()) {
            Jar jar = new Jar(directory).against(org).with("SOURCE_URL", url).with("ACCOUNT_SYNC_LIB", lib.toString());

            Jar.Ended without = jar.run("run");
            assertThat(without.exitCode()).isEqualTo(2);
            assertThat(without.err())
                    .contains("its component mock is not here; get it with \"account-sync add camel:mock\".");

            copy(MockComponent.class, lib);
            Jar.Ended withoutDriver = jar.run("run");
            assertThat(withoutDriver.exitCode()).isEqualTo(2);
            assertThat(withoutDriver.err())
                    .contains("source.url is an H2 database; get its driver with \"account-sync driver h2\".");

            copy(org.h2.Driver.class, lib);
            Jar.Ended run = jar.run("run");
            assertThat(run.out() + run.err()).startsWith("SUCCEEDED").contains("1 created");
            assertThat(org.find("Account", "Customer_Id__c", "7")).isPresent();
            assertThat(jar.run("config", "show").out()).containsPattern("lib +h2-[\\d.]+\\.jar +directory " + lib);
        }
    }

    private static void fill(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id varchar(9), name varchar(80), updated_at timestamp)");
            statement.execute("insert into t values ('7', 'Bäckerei', timestamp '2026-11-26 10:00:00')");
        }
    }

    private static void copy(Class<?> from, Path lib) throws IOException, URISyntaxException {
        Path jar =
                Path.of(from.getProtectionDomain().getCodeSource().getLocation().toURI());
        Files.copy(jar, lib.resolve(jar.getFileName()));
    }
}
