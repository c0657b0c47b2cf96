package io.accountsync.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.accountsync.config.Finding;
import io.accountsync.config.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What check says of the URLs of source and state. */
class DatabaseCheckTest {
    @Test
    void aConnectionThatIsLessSecureThanItCouldBeIsAWarningForSourceAndState() {
        assertThat(DatabaseCheck.examine(settings(Map.of(
                        "source.url", "jdbc:postgresql://db.example/w?sslmode=require&password=hunter2",
                        "state.url", "jdbc:postgresql://state.example/s?sslmode=disable"))))
                .extracting(Finding::level, Finding::text)
                .containsExactly(
                        tuple(
                                Finding.Level.WARNING,
                                "configuration: source.url has sslmode=require, so that nobody looks whether the server is the "
                                        + "one that it is taken for; take sslmode out, or set sslmode=verify-full."),
                        tuple(
                                Finding.Level.WARNING,
                                "configuration: state.url has sslmode=disable, so that password and rows can cross the network "
                                        + "in clear; take sslmode out, or set sslmode=verify-full."));
    }

    @Test
    void aDatabaseThatIsNotKnownIsAWarning() {
        assertThat(DatabaseCheck.examine(settings(Map.of("source.url", "jdbc:informix-sqli://localhost/w"))))
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .startsWith(
                        "configuration: source.url begins with jdbc:informix-sqli:, a database that account-sync does not "
                                + "know: its driver is asked for 1,000 rows at a time");
    }

    @Test
    void nothingIsSaidOfOthers() {
        assertThat(DatabaseCheck.examine(settings(Map.of(
                        "source.url", "jdbc:mysql://db.example/w", "state.url", "jdbc:postgresql://localhost/s"))))
                .isEmpty();
        assertThat(DatabaseCheck.examine(settings(Map.of()))).isEmpty();
    }

    private static Settings settings(Map<String, String> keys) {
        return Settings.of(key -> Optional.ofNullable(keys.get(key)));
    }
}
