package io.accountsync.alert;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.run.TestSync;
import io.accountsync.state.AlertState;
import io.accountsync.state.AlertStates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What grows bad though nothing happens. */
class ClockJudgeTest {
    private static final String OWN = OwnAlertRoute.passing("title");

    private final LocalOrg org = LocalOrg.start();
    private final TestClock clock = TestClock.going();
    private final List<String> titles = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aSyncWhoseRunsDoNotBeginGrowsStaleByWarningAndCriticalAndIsWellAfterARun() {
        try (TestSync sync = start("sync.alert.staleness", "1h,1d")) {
            Alerts alerts = new Alerts(sync.context(), sync.engine(), clock);
            sync.rows(customers(1)).run();
            alerts.judgeByClock(false);
            assertThat(titles).isEmpty();
            clock.advance(Duration.ofHours(2));
            alerts.judgeByClock(false);
            alerts.judgeByClock(false);
            clock.advance(Duration.ofHours(25));
            alerts.judgeByClock(false);
            assertThat(titles).containsExactly("[WARNING] accounts is stale", "[CRITICAL] accounts is stale");
            sync.run();
            assertThat(titles).hasSize(3);
            assertThat(titles.get(2)).startsWith("[OK] accounts is well again, after CRITICAL since ");
        }
    }

    @Test
    void aConditionWhoseKeyWasTakenOutIsNoLongerLookedAtWhichIsNotTheSameAsWell() {
        String[] keys = {"sync.alert.staleness", "1h", "sync.alert.rows-deviation", "50%", "sync.alert.duration", "9h"};
        try (TestSync sync = start(keys)) {
            sync.rows(customers(1)).run();
            AlertBook book = new AlertBook(new AlertStates(sync.engine().database()), clock);
            for (AlertKind kind : List.of(AlertKind.ROWS, AlertKind.DURATION, AlertKind.REJECTED)) {
                book.take(Judgement.of(kind, "accounts", AlertLevel.WARNING, "is bad", "it is"));
                book.take(Judgement.of(kind, "gone", AlertLevel.WARNING, "is bad", "it is"));
            }
            clock.advance(Duration.ofHours(2));
            new Alerts(sync.context(), sync.engine(), clock).judgeByClock(false);
            titles.clear();
        }
        try (TestSync sync = start("sync.max-staleness", "0", "sync.accounts.alert.rejected", "off")) {
            new Alerts(sync.context(), sync.engine(), clock).judgeByClock(false);
            assertThat(titles)
                    .hasSize(4)
                    .allMatch(title -> title.startsWith("[OK] accounts is no longer looked at, after WARNING since "));
            assertThat(state(sync, "accounts", "rows").body()).contains("sync.alert.rows-deviation is not set");
            assertThat(state(sync, "accounts", "rejected").body()).contains("sync.accounts.alert.rejected is off");
            assertThat(state(sync, "accounts", "stale").body()).contains("sync.max-staleness is off");
            assertThat(state(sync, "gone", "rows").isOk())
                    .as("is closed by hand")
                    .isFalse();
        }
    }

    /** As a CronJob does it: each look is a process of its own, and no run ever began. */
    @Test
    void aSyncThatNeverRanGrowsStaleFromTheFirstLookOn() {
        try (TestSync sync = start("sync.alert.staleness", "1h,1d")) {
            new Alerts(sync.context(), sync.engine(), clock).judgeByClock(true);
            assertThat(titles).isEmpty();
        }
        clock.advance(Duration.ofHours(2));
        try (TestSync sync = start("sync.alert.staleness", "1h,1d")) {
            new Alerts(sync.context(), sync.engine(), clock).judgeByClock(true);
            assertThat(titles).containsExactly("[WARNING] accounts is stale");
        }
    }

    @Test
    void aRefreshTokenThatNobodyUsesIsReportedBeforeItExpiresAndWellAfterALogin() {
        try (TestSync sync = start("salesforce.idle-expiry", "30d", "sync.max-staleness", "0")) {
            Alerts alerts = new Alerts(sync.context(), sync.engine(), clock);
            alerts.judgeByClock(false);
            assertThat(titles).as("nobody knows when it was used").isEmpty();
            sync.rows(customers(1)).run();
            clock.advance(Duration.ofDays(22));
            alerts.judgeByClock(false);
            assertThat(titles).singleElement().asString().matches("\\[WARNING] login [0-9a-f]{8} is about to lapse");
            assertThat(state(sync, "login").orElseThrow().body())
                    .contains("by salesforce.idle-expiry it expires at ")
                    .doesNotContain(org.refreshToken(), org.clientId());
        }
    }

    @Test
    void callsOfTheOrgAreReportedBeforeTheyRunOut() {
        try (LocalOrg small = LocalOrg.start(
                        LocalOrgOptions.builder().dailyApiLimit(100).build());
                TestSync sync = TestSync.startFile(
                        small, directory, ACCOUNTS + TestSync.ROWS + OWN, "sync.alert.api-calls", "1%,100%")) {
            sync.whenPassing(titles::add);
            sync.rows(customers(1)).run();
            assertThat(titles)
                    .anyMatch(title -> title.matches("\\[(WARNING|CRITICAL)] org 00D\\w+ has few API calls left"));
        }
    }

    private static Optional<AlertState> state(TestSync sync, String kind) {
        return new AlertStates(sync.engine().database())
                .all().stream().filter(state -> state.kind().equals(kind)).findFirst();
    }

    private static AlertState state(TestSync sync, String subject, String kind) {
        return new AlertStates(sync.engine().database()).find(subject, kind).orElseThrow();
    }

    private TestSync start(String... keys) {
        TestSync sync = TestSync.startFile(org, directory, ACCOUNTS + TestSync.ROWS + OWN, keys);
        sync.whenPassing(titles::add);
        return sync;
    }
}
