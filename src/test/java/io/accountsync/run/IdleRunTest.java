package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.accountsync.localorg.LocalOrg;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a run costs that finds nothing to do, as most runs of a schedule do. */
class IdleRunTest {
    /** Those of the state and of the change set. One more is a round trip more to a PostgreSQL for each run: it had better be worth it. */
    private static final int MOST_STATEMENTS = 46;

    @TempDir
    private Path directory;

    @Test
    void aRunWithNothingToDoMakesTwoCallsAndAFixedNumberOfStatements() {
        try (LocalOrg org = LocalOrg.start();
                TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS)) {
            sync.rows(TestSync.customers(3));
            sync.run();
            sync.run();

            Statements statements = new Statements();
            RunReport idle = statements.during(sync::run);

            assertThat(idle.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(idle.counts().get("api_calls")).isLessThanOrEqualTo(2);
            assertThat(statements.texts()).hasSizeBetween(1, MOST_STATEMENTS);
        }
    }

    /** What is asked of databases by JdbcTemplate, which is all but the rows of the source. */
    private static final class Statements {
        private final Logger logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        private final ListAppender<ILoggingEvent> events = new ListAppender<>();

        RunReport during(Supplier<RunReport> run) {
            Level before = logger.getLevel();
            events.list = new CopyOnWriteArrayList<>();
            events.start();
            logger.addAppender(events);
            logger.setAdditive(false);
            logger.setLevel(Level.DEBUG);
            try {
                return run.get();
            } finally {
                logger.detachAppender(events);
                logger.setAdditive(true);
                logger.setLevel(before);
            }
        }

        List<String> texts() {
            return events.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .filter(text -> text.contains("["))
                    .toList();
        }
    }
}
