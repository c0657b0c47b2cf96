package io.accountsync.salesforce;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.localorg.stats.SeenCall;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refresh tokens that Salesforce replaces at each login: none is lost, none is posted twice. */
class RotationTest {
    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .rotateRefreshTokens(true)
            .oneSessionPerGrant(true)
            .build());

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void thirtyTwoCallsThatMeetAnExpiredSessionCauseOneRefreshAndAllSucceed() throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            Org calls = new Org(sync.context());
            calls.identity();
            for (int round = 0; round < 5; round++) {
                org.stats().reset();
                org.faults().add(FaultMatch.on(CallKind.QUERY).once(), FaultAction.expireSessions());

                assertThat(inParallel(32, () -> calls.identity().id())).containsOnly(org.orgId());

                assertThat(org.stats().tokenRequests()).isEqualTo(1);
            }
        }
    }

    @Test
    void theNextProcessGoesOnWithTheTokenThatCounts() {
        for (int process = 0; process < 4; process++) {
            assertThat(run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
        assertThat(org.stats().tokenRequests()).isEqualTo(4);
    }

    @Test
    void twoProcessesThatShareAStateNeverPostATokenTwice() throws Exception {
        try (TestSync one = TestSync.start(org, directory);
                TestSync other = TestSync.start(org, directory)) {
            List<Org> calls = List.of(new Org(one.context()), new Org(other.context()));
            for (int round = 0; round < 3; round++) {
                List<Callable<String>> tasks = new ArrayList<>();
                calls.forEach(org -> tasks.add(() -> org.identity().id()));
                assertThat(inParallel(tasks)).containsOnly(org.orgId());
                org.faults().add(FaultMatch.on(CallKind.QUERY).once(), FaultAction.expireSessions());
            }
        }
    }

    @Test
    void noTokenLiesInTheStateInClear() throws IOException {
        run();
        for (String token : tokensPosted()) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(token)
                            .doesNotContain("5Aep");
                }
            }
        }
    }

    @Test
    void aTokenThatAPersonPutsInAnewWins() {
        run();
        String fresh = Browser.newRefreshToken(org);

        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "salesforce.refresh-token", fresh)) {
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "salesforce.refresh-token", fresh)) {
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
        assertThat(run().status()).as("the first chain goes on where it was").isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void aRevokedTokenStopsTheRunWithTheRemedyAndIsNotPostedAgain() {
        Browser.revoke(org, org.refreshToken());
        try (TestSync sync = TestSync.start(org, directory)) {
            for (int run = 0; run < 3; run++) {
                RunReport report = sync.rows(customers(3)).run();
                assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
                assertThat(report.message())
                        .contains("invalid_grant")
                        .contains("account-sync auth login")
                        .contains("salesforce.refresh-token");
            }
        }
        assertThat(org.stats().tokenRequests()).isEqualTo(1);
    }

    @Test
    void aTokenRevokedInTheMiddleOfARunStopsItAfterOneRefresh() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.batch-size", "5")) {
            sync.rows(customers(3)).run();
            org.stats().reset();
            org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(2).once(), FaultAction.expireSessions());
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.TOKEN),
                            FaultAction.oauthError("invalid_grant", "expired access/refresh token"));

            RunReport report = sync.rows(customers(100)).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("invalid_grant").contains("auth login");
            assertThat(org.stats().tokenRequests()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatNeverCameStopsTheRunAndSaysWhy() {
        org.faults().add(FaultMatch.on(CallKind.TOKEN).once(), FaultAction.loseAnswer());

        RunReport lost = run();

        assertThat(lost.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(lost.message()).contains("its answer never came").contains("account-sync auth login");
        assertThat(org.stats().tokenRequests()).isEqualTo(2);
    }

    @Test
    void aLoginThatGotNoAnswerAndDidNothingIsTriedAgain() {
        org.faults().add(FaultMatch.on(CallKind.TOKEN).once(), FaultAction.dropConnection());

        assertThat(run().status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token request is already being processed", "expired authorization code"})
    void aTokenThatIsBeingUsedRightNowIsNoDeadOne(String description) {
        org.faults().add(FaultMatch.on(CallKind.TOKEN).times(2), FaultAction.oauthError("invalid_grant", description));

        assertThat(run().status()).isEqualTo(RunStatus.SUCCEEDED);

        assertThat(org.stats().tokenRequests()).isEqualTo(3);
    }

    @Test
    void aTokenThatIsInUseAllTheTimeFailsTheRunWithoutACallForANewOneAndTheNextRunLogsIn() {
        Fault busy = org.faults()
                .add(
                        FaultMatch.on(CallKind.TOKEN),
                        FaultAction.oauthError("invalid_grant", "token request is already being processed"));
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(3)).run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message())
                    .contains("status 400", "Another login with the same refresh token is under way")
                    .doesNotContain("auth login");

            busy.remove();
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aLimitOfLoginsPassesAndSaysNothingOfADeadToken() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.TOKEN).once(),
                        new FaultAction.AnswerWith(429, "application/json", "{\"error\":\"too_many\"}", false));
        assertThat(run().status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void aStateRestoredFromABackupSaysSo() throws IOException {
        run();
        Path backup = Files.copy(directory.resolve("state.db"), directory.resolve("backup"));
        run();
        Files.deleteIfExists(directory.resolve("state.db-wal"));
        Files.deleteIfExists(directory.resolve("state.db-shm"));
        Files.move(backup, directory.resolve("state.db"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        RunReport report = run();

        assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(report.message()).contains("backup").contains("account-sync auth login");
    }

    @Test
    void aStateSealedWithAnotherSecretSaysSoAndPostsNothing() {
        run();
        org.stats().reset();
        try (TestSync sync =
                TestSync.start(org, directory, ACCOUNTS, "salesforce.client-secret", "the one after a change")) {
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("salesforce.client-secret").contains("account-sync auth login");
        }
        assertThat(org.stats().tokenRequests()).isZero();
    }

    @Test
    void nothingIsEverRevokedByUs() {
        run();
        run();
        assertThat(org.stats().seen()).map(SeenCall::url).noneMatch(url -> url.contains("revoke"));
    }

    private RunReport run() {
        try (TestSync sync = TestSync.start(org, directory)) {
            return sync.rows(customers(3)).run();
        }
    }

    private List<String> tokensPosted() {
        return List.of(org.refreshToken(), org.clientSecret());
    }

    private static <T> List<T> inParallel(int times, Callable<T> task) throws Exception {
        return inParallel(java.util.Collections.nCopies(times, task));
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        CyclicBarrier together = new CyclicBarrier(tasks.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    together.await();
                    return task.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
