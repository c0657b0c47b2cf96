package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.config.Finding;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.sync.StreamOrder;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a stream that is behind may put older values over those of a run, that is said with a remedy; where it does not, nothing is. */
class StreamOrderDoubtTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void rowsOfWhichNothingSaysWhetherTheyAreOlderNeedACursor() {
        try (TestStream stream = TestStream.start(org, directory)) {
            assertThat(doubt(stream)).hasValueSatisfying(finding -> {
                assertThat(finding.isError()).isFalse();
                assertThat(finding.text())
                        .isEqualTo(
                                "routes/accounts.camel.yaml: cursor is not there, and nothing says whether what comes by the route"
                                        + " caller is older than the rows that a run read: a stream that is behind may for a time put older"
                                        + " values over those of a run, until it has caught up; add cursor with a column that grows with each"
                                        + " change.");
            });
        }
        String withCursor = TestSync.ACCOUNTS_WITH_CURSOR + TestSync.ROWS + TestStream.CALLER;
        try (TestStream stream = TestStream.of(org, directory, withCursor)) {
            assertThat(doubt(stream)).isEmpty();
        }
    }

    @Test
    void theLogSaysItWhenTheStreamBegins() {
        try (PrintedLogs logs = new PrintedLogs();
                TestStream stream = TestStream.start(org, directory)) {
            stream.streams().begin();
            await().until(() -> logs.texts().stream()
                    .anyMatch(line ->
                            line.contains("The stream of accounts begins. routes/accounts.camel.yaml: cursor")));
        }
    }

    @Test
    void changesOfTheDatabaseThatRunsReadNeedNoneUnlessItDoesNotSayWhatAQuerySaw() {
        TestLog log = new TestLog(TestPostgres.shared());
        String file = TestSources.ofQuery(TestSync.ACCOUNTS, TestLog.QUERY) + TestStream.CALLER;
        try (TestStream stream = TestStream.of(org, directory, file, log.settings())) {
            assertThat(doubt(stream)).isEmpty();
        }
        String[] another = log.settings("source.url", "jdbc:sqlite::memory:");
        try (TestStream stream = TestStream.of(org, directory, file, another)) {
            assertThat(doubt(stream)).hasValueSatisfying(finding -> assertThat(finding.text())
                    .contains("the source database does not say which changes a query has seen", "add cursor"));
        }
    }

    private static Optional<Finding> doubt(TestStream stream) {
        return new StreamOrder(
                        stream.sync().context(), stream.sync().engine().syncs().get("accounts"))
                .doubt();
    }
}
