package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.BulkJobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to one call of a Bulk job, the run repeats it, and every record is in the org exactly once. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BulkFaultsTest {
    private static final LocalOrg ORG = LocalOrg.start();

    private static final Map<String, FaultMatch> CALLS = Map.of(
            "create",
            FaultMatch.on(CallKind.BULK).withMethod("POST"),
            "upload",
            FaultMatch.on(CallKind.BULK).withMethod("PUT"),
            "close",
            FaultMatch.on(CallKind.BULK).withMethod("PATCH"),
            "poll",
            FaultMatch.on(CallKind.BULK).withMethod("GET").withPath("ingest/[^/]+$"),
            "successes",
            FaultMatch.on(CallKind.BULK).withPath("successfulResults"),
            "failures",
            FaultMatch.on(CallKind.BULK).withPath("failedResults"));

    private static final List<FaultAction> ACTIONS = List.of(
            FaultAction.loseAnswer(),
            FaultAction.dropConnection(),
            FaultAction.html(),
            FaultAction.garbage(),
            FaultAction.emptyBody(),
            FaultAction.expireSessions(),
            FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"),
            FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"),
            new FaultAction.AnswerWith(502, "text/html", "<html>Bad Gateway</html>", false),
            new FaultAction.AnswerWith(500, "application/json", "", false));

    private static int number;

    @TempDir
    private Path directory;

    @BeforeEach
    void refuseOne() {
        ORG.faults()
                .add(
                        FaultMatch.any().withKey("7"),
                        FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
    }

    @AfterEach
    void clear() {
        ORG.faults().clear();
    }

    @AfterAll
    static void stopOrg() {
        ORG.close();
    }

    static Stream<Arguments> faults() {
        return CALLS.keySet().stream().sorted().flatMap(call -> ACTIONS.stream()
                .map(action -> Arguments.of(call, action)));
    }

    @ParameterizedTest
    @MethodSource
    void faults(String call, FaultAction action) {
        ORG.faults().add(CALLS.get(call).once(), action);
        String name = "Company of try " + ++number;
        try (TestSync sync =
                TestSync.start(ORG, directory, ACCOUNTS.replace("${body[name]}", name), "sync.path", "bulk")) {
            RunReport report = sync.rows(customers(20)).run();

            assertThat(report.message()).isNull();
            assertThat(report.count(Count.CREATED) + report.count(Count.UPDATED))
                    .isEqualTo(19);
            assertThat(report.count(Count.REJECTED)).isEqualTo(1);
            assertThat(ORG.records("Account")).hasSize(19).allMatch(account -> name.equals(account.get("Name")));
            List<BulkJobs.Open> open = sync.ofState(state -> state.jobs().open());
            assertThat(open).isEmpty();
            assertThat(ORG.stats().calls(CallKind.COLLECTIONS)).isZero();
        }
    }
}
