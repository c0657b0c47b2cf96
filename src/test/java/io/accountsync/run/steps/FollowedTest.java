package io.accountsync.run.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync that follows another waits for it under a scheduler, and is held back until the other has completed. */
class FollowedTest {
    private static final String EVERY_SECOND = "* * * * * ?";

    @TempDir
    private Path directory;

    private LocalOrg org;

    @BeforeEach
    void start() {
        org = LocalOrg.start();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    /** The sync accounts as it is, and one that follows it and comes before it by name. */
    private static String files(boolean scheduled) {
        String follower = (TestSync.ACCOUNTS + TestSync.ROWS)
                .replace("name: accounts", "name: a-followers")
                .replace("accounts-source", "a-followers-source")
                .replace("externalId:", "after: accounts\n        externalId:");
        return follower
                + TestSync.ACCOUNTS
                + TestSync.ROWS
                + (scheduled ? schedule("a-followers") + schedule("accounts") : "");
    }

    private static String schedule(String sync) {
        return """

               - templatedRoute:
                   routeTemplateRef: sync-schedule
                   parameters: [{ name: sync, value: %s }]
               """
                .formatted(sync);
    }

    @Test
    void ofOneScheduleTheFollowedRunsFirst() {
        List<RunReport> reports = new CopyOnWriteArrayList<>();
        try (TestSync sync = TestSync.startFile(
                org,
                directory,
                files(true),
                "sync.accounts.schedule",
                EVERY_SECOND,
                "sync.a-followers.schedule",
                EVERY_SECOND)) {
            sync.rows(List.of(Map.of("id", "1", "name", "One")));
            sync.engine().runs().observe(new RunObserver() {
                @Override
                public void ended(RunReport report, boolean loginRefused) {
                    reports.add(report);
                }
            });
            Awaitility.await().atMost(2, TimeUnit.MINUTES).until(() -> reports.stream()
                    .anyMatch(report -> report.sync().equals("a-followers")));
            assertThat(sync.engine().fireTimes().takenUntil("accounts"))
                    .as("by the headers of Quartz")
                    .isAfter(Instant.EPOCH);
        }
        RunReport follower = reports.stream()
                .filter(report -> report.sync().equals("a-followers"))
                .findFirst()
                .orElseThrow();
        assertThat(follower.status()).as("%s", follower.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(reports.indexOf(follower)).isPositive();
        assertThat(reports.get(0).sync()).isEqualTo("accounts");
    }

    @Test
    void aFollowerIsHeldBackUntilTheFollowedHasCompleted() {
        try (TestSync sync = TestSync.startFile(org, directory, files(false))) {
            sync.rows(List.of(Map.of("id", "1", "name", "One")));
            assertThat(sync.run("a-followers", RunMode.INCREMENTAL).message())
                    .startsWith("a-followers was held back, since it follows accounts, which has not run yet.");

            sync.rows(() -> {
                throw new IllegalStateException("the source is gone");
            });
            RunReport failed = sync.run("accounts", RunMode.INCREMENTAL);
            RunReport held = sync.run("a-followers", RunMode.INCREMENTAL);
            assertThat(held.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(held.message()).contains("whose run " + failed.runId() + " ended FAILED.");

            sync.rows(List.of(Map.of("id", "1", "name", "One")));
            assertThat(sync.run("accounts", RunMode.INCREMENTAL).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(sync.run("a-followers", RunMode.INCREMENTAL).status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }
}
