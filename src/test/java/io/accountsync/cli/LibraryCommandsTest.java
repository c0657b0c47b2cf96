package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.source.jdbc.JdbcProfile;
import io.accountsync.source.jdbc.JdbcProfiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that get drivers and components, as far as they need no network. */
class LibraryCommandsTest {
    private final InProcess cli = new InProcess();

    @Test
    void everyDatabaseIsListedWithItsDriver() {
        assertThat(cli.run("driver").out().lines())
                .hasSize(JdbcProfiles.all().size())
                .anyMatch(line -> line.matches("mariadb +MariaDB +org\\.mariadb\\.jdbc:mariadb-java-client:[\\d.]+"))
                .anyMatch(line -> line.matches("postgresql +PostgreSQL +part of account-sync"))
                .anyMatch(line ->
                        line.startsWith("bigquery") && line.contains("not on Maven Central; put the jars of https"));
        assertThat(JdbcProfiles.all()).extracting(JdbcProfile::prefix).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "driver, sqlserver, com.microsoft.sqlserver:mssql-jdbc:",
        "driver, SQLite, part of account-sync",
        "add, camel:sftp, org.apache.camel:camel-ftp:4.18.0",
        "add, camel:kafka, org.apache.camel:camel-kafka:4.18.0",
        "add, com.ibm.informix:jdbc:4.50.11, com.ibm.informix:jdbc:4.50.11"
    })
    void coordinatesArePrinted(String command, String name, String printed) {
        assertThat(cli.run(command, name, "--print").out()).startsWith(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "driver | mysq | There is no database mysq; did you mean mysql?",
                "add | camel:kafak | Camel has no component kafak; did you mean kafka",
                "add | ftp | ftp is neither a component, as in camel:ftp, nor GROUP:ARTIFACT:VERSION."
            })
    void aNameThatIsNoneIsAnsweredWithTheOneThatWasMeant(String command, String name, String message) {
        Jar.Ended ended = cli.run(command, name);
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).startsWith(message);
    }
}
