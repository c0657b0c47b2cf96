package io.accountsync.alert;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.TestSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The state itself is what does not work, so that nothing about alerts can be read from it or noted in it. */
class StateOutageTest {
    private static final String OWN = OwnAlertRoute.passing("text");

    private final LocalOrg org = LocalOrg.start();
    private final TestClock clock = TestClock.going();
    private final List<String> texts = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aProcessThatServesTellsOnceThatItsStateCannotBeReachedAndOnceThatThisIsOverSinceItBegan() throws Exception {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.accountsync.alert");
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.INFO);
        try (TestSync sync = TestSync.startFile(org, directory, ACCOUNTS + TestSync.ROWS + OWN)) {
            sync.whenPassing(texts::add);
            Alerts alerts = new Alerts(sync.context(), sync.engine(), clock);
            alerts.watchState();
            sync.rows(customers(1)).run();
            alerts.judgeByClock(false);
            assertThat(texts).isEmpty();

            state("alter table alert_state rename to away");
            Instant began = clock.instant();
            alerts.judgeByClock(false);
            clock.advance(Duration.ofMinutes(10));
            alerts.judgeByClock(false);
            alerts.judgeByClock(false);
            assertThat(texts).singleElement().satisfies(text -> assertThat(text)
                    .startsWith("account-sync cannot read or write its state: The state file ")
                    .contains("alert_state", "No sync runs meanwhile"));

            state("alter table away rename to alert_state");
            alerts.judgeByClock(false);
            alerts.judgeByClock(false);
            assertThat(texts).hasSize(2);
            String since = texts.get(1).replaceFirst(".*after CRITICAL since (\\S+Z): .*", "$1");
            assertThat(Duration.between(began, Instant.parse(since)).abs())
                    .as("since it began, and not since it is over")
                    .isLessThan(Duration.ofMinutes(9));
        } finally {
            logger.detachAppender(logged);
            logger.setLevel(null);
        }
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .as("once, with the reason")
                .filteredOn(line -> line.contains("could not be looked after"))
                .singleElement()
                .asString()
                .contains("alert_state", "The next look tries again.");
    }

    /** It could not tell that it is over, and an incident would stay open for ever. */
    @Test
    void aProcessThatDoesNotServeTellsNobodyOfItsState() throws Exception {
        try (TestSync sync = TestSync.startFile(org, directory, ACCOUNTS + TestSync.ROWS + OWN)) {
            sync.whenPassing(texts::add);
            sync.rows(customers(1)).run();
            state("alter table alert_state rename to away");
            new Alerts(sync.context(), sync.engine(), clock).judgeByClock(true);
            assertThat(texts).isEmpty();
        }
    }

    @Test
    void aChannelThatDidNotTakeItIsTriedAgainAndOneThatNeverHeardOfItHearsNoEnd() {
        StateOutage outage = new StateOutage(clock);
        outage.notifyChannels();
        Instant began = clock.instant();
        outage.found("the connection was refused", began);
        tell(outage, AlertChannel.SLACK, "down");
        tell(outage, AlertChannel.SLACK, null);
        tell(outage, AlertChannel.MAIL, "down");
        outage.found("the connection was refused", began.plusSeconds(60));
        tell(outage, AlertChannel.SLACK, null);
        outage.over();
        tell(outage, AlertChannel.SLACK, "down");
        tell(outage, AlertChannel.SLACK, null);
        tell(outage, AlertChannel.MAIL, null);
        assertThat(texts).containsExactly("slack critical i", "slack ok i " + began.truncatedTo(ChronoUnit.SECONDS));
    }

    /** A process that was restarted meanwhile resolves what the one before it opened; the password is not to be guessed from it. */
    @Test
    void theIncidentOfAStateIsTheSameForAllWhoShareIt() {
        assertThat(StateOutage.incident("jdbc:postgresql://db/a?user=x&password=hunter2"))
                .isEqualTo(StateOutage.incident("jdbc:postgresql://db/a?user=x&password=other"))
                .isNotEqualTo(StateOutage.incident("jdbc:postgresql://db/b?user=x"));
    }

    private void tell(StateOutage outage, AlertChannel channel, String failure) {
        AlertRoutes routes = new AlertRoutes() {
            @Override
            public List<AlertChannel> channels() {
                return List.of(channel);
            }

            @Override
            public Optional<String> send(AlertChannel to, Map<String, Object> message) {
                if (failure == null) {
                    boolean isEnd = message.get("level").equals("ok");
                    texts.add(to.word() + " " + message.get("level") + " " + message.get("incident")
                            + (isEnd ? " " + message.get("since") : ""));
                }
                return Optional.ofNullable(failure);
            }
        };
        AlertObserver nobody = new AlertObserver() {
            @Override
            public void delivered(AlertChannel to) {}

            @Override
            public void failed(AlertChannel to) {}
        };
        outage.notify(channel, routes, nobody, "i");
    }

    private void state(String sql) throws Exception {
        Path file;
        try (Stream<Path> files = Files.walk(directory)) {
            file = files.filter(path -> path.endsWith("state.db")).findFirst().orElseThrow();
        }
        new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + file)).execute(sql);
    }
}
