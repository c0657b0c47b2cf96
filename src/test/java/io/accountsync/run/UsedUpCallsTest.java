package io.accountsync.run;

import static io.accountsync.localorg.fault.FaultAction.respond;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The org's calls of the day are used up: the run stops on purpose at whichever call it learns that, and the next one heals. */
class UsedUpCallsTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = CallKind.class,
            names = {"TOKEN", "QUERY", "DESCRIBE", "COLLECTIONS"})
    void theRunIsStoppedWhereverItMeetsTheLimitAndTheNextOneHeals(CallKind kind) {
        Fault limit = org.faults()
                .add(FaultMatch.on(kind), respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(3)).run();
            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(report.message()).contains("REQUEST_LIMIT_EXCEEDED (status 403)", "24 hours");
            assertThat(limit.hits()).as("of no use to ask again").isEqualTo(1);

            limit.remove();
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(org.records("Account")).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUERY", "DESCRIBE"})
    void tooManyCallsAtOnceBeforeTheFirstRecordAreTriedAgain(CallKind kind) {
        org.faults()
                .add(
                        FaultMatch.on(kind).once(),
                        respond(
                                403,
                                "REQUEST_LIMIT_EXCEEDED",
                                "ConcurrentRequests (Concurrent API Requests) Limit exceeded."));
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }
}
