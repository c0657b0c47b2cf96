package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of a circle that are in Salesforce without what they point to, and nobody heard of it: the second step is known to be due. */
class CircleAfterCrashTest {
    private static final String PARTNERS = ACCOUNTS.replace("fields[Parent]", "fields[Partner__r]");
    private static final int SIZE = 3;

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withField("Account", FieldSpec.lookupTo("Account", "Partner__c", "Partner__r"))
            .build());

    @TempDir
    private Path directory;

    /** Where an update without more ado would not set the lookup. */
    enum Kind {
        CREATE("operation: create", false),
        CREATE_ONCE("operation: create", true),
        UPSERT_ONCE("operation: upsert", true);

        private final String file;

        Kind(String operation, boolean onCreate) {
            String mapping = PARTNERS.replace("externalId:", operation + "\n        externalId:");
            file = onCreate
                    ? mapping.replace("fields[Partner__r]:\n", "fields[Partner__r]:\n          write: onCreate\n")
                    : mapping;
        }
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource({"CREATE, bulk, true", "UPSERT_ONCE, collections, true"})
    void theSecondStepIsDoneThoughTheProcessDiedBeforeItKnewOfTheFirst(Kind kind, String path, boolean rowsChanged)
            throws Exception {
        assertSecondStepAfterDeath(kind, path, rowsChanged);
    }

    @ParameterizedTest
    @Tag("full")
    @CsvSource({
        "CREATE, collections, true",
        "CREATE, bulk, false",
        "CREATE_ONCE, collections, false",
        "CREATE_ONCE, bulk, true",
        "UPSERT_ONCE, collections, false",
        "UPSERT_ONCE, bulk, true",
        "UPSERT_ONCE, bulk, false"
    })
    void theSecondStepIsDoneThoughTheProcessDiedByWhateverPathAndOperation(Kind kind, String path, boolean rowsChanged)
            throws Exception {
        assertSecondStepAfterDeath(kind, path, rowsChanged);
    }

    private void assertSecondStepAfterDeath(Kind kind, String path, boolean rowsChanged) throws Exception {
        dieAfterFirstStep(kind, path);
        try (TestSync sync = TestSync.start(org, directory, kind.file, "sync.path", path)) {
            PlanReport plan =
                    sync.rows(ring(rowsChanged ? "Changed" : "Company")).plan(RunMode.INCREMENTAL, record -> {});
            RunReport report = sync.run();

            assertIsWhole(report);
            assertThat(plan.count(Totals.UPDATES)).as(plan.toString()).isEqualTo(report.count(Count.UPDATED));
            assertThat(plan.count(Totals.CREATES)).isZero();
            assertThat(plan.count(Totals.ALREADY_IN_SALESFORCE)).isZero();
        }
    }

    @ParameterizedTest
    @Tag("full")
    @EnumSource
    void theSecondStepIsDoneThoughTheAnswerToTheFirstWasLostAndTheRowsHaveChanged(Kind kind) {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.loseAnswer());
        try (TestSync sync = TestSync.start(org, directory, kind.file, "sync.retries", "0")) {
            sync.rows(ring("Company")).run();
            org.faults().clear();
            assertThat(org.records("Account")).hasSize(SIZE).allMatch(account -> account.get("Partner__c") == null);

            assertIsWhole(sync.rows(ring("Changed")).run());
        }
    }

    @ParameterizedTest
    @Tag("full")
    @ValueSource(strings = {"collections", "bulk"})
    void twoDeathsInARowAreSurvivedToo(String path) {
        dieAfterFirstStep(Kind.CREATE, path);
        try (TestSync sync = TestSync.start(org, directory, Kind.CREATE.file, "sync.path", path)) {
            // The second one dies before it sends anything, and the third meets other rows.
            sync.watchTransactions().whenPassing(point -> {
                if (sync.<Boolean>ofState(
                        state -> !state.halfDone().among(keys()).isEmpty())) {
                    throw new IllegalStateException("the process ends here");
                }
            });
            sync.rows(ring("Company")).run();
        }
        try (TestSync sync = TestSync.start(org, directory, Kind.CREATE.file, "sync.path", path)) {
            assertIsWhole(sync.rows(ring("Changed")).run());
        }
    }

    @Test
    void aRecordThatSomebodyElseMadeBeforeTheCallCouldIsLeftAloneAndTheReportNamesIt() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.dropConnection());
        try (TestSync sync = TestSync.start(org, directory, Kind.CREATE.file, "sync.retries", "0")) {
            sync.rows(ring("Company")).run();
        }
        org.faults().clear();
        org.insert("Account", Map.of("Name", "Somebody else's", "Customer_Id__c", "0"));
        try (TestSync sync = TestSync.start(org, directory, Kind.CREATE.file)) {
            RunReport report = sync.rows(ring("Changed")).run();

            assertThat(report.count(Count.ALREADY_IN_SALESFORCE))
                    .as(report.toJson())
                    .isEqualTo(1);
            assertThat(account("0")).containsEntry("Name", "Somebody else's").doesNotContainKey("Partner__c");
            assertThat(partnerOf("2")).isEqualTo(idOf("0"));
            assertThat(report.notes())
                    .anyMatch(note -> note.startsWith("1 record stays in Salesforce without Partner__r (0): "));
            assertThat(sync.run().notes()).noneMatch(note -> note.contains("an earlier run got no answer"));
        }
    }

    @ParameterizedTest
    @Tag("full")
    @ValueSource(strings = {"collections", "bulk", "lost answer", "lost answer and asked for again"})
    void aCircleThatIsMadeAgainGetsWhatOnlyNewRecordsGetThoughTheProcessDiedMeanwhile(String path) {
        try (TestSync sync = TestSync.start(
                org, directory, Kind.UPSERT_ONCE.file, "sync.path", path.equals("bulk") ? path : "collections")) {
            assertIsWhole(sync.rows(ring("Company")).run());
            keys().forEach(key -> org.delete(String.valueOf(idOf(key))));
        }
        try (TestSync sync = TestSync.start(
                org, directory, Kind.UPSERT_ONCE.file, "sync.path", path.equals("bulk") ? path : "collections")) {
            if (path.startsWith("lost answer")) {
                org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.loseAnswer());
            } else {
                endWhenThereAreRecords(sync);
            }
            if (path.equals("lost answer")) {
                org.faults()
                        .add(
                                FaultMatch.on(CallKind.COLLECTIONS).from(2),
                                FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
            }
            sync.rows(ring("Changed")).run();
        }
        org.faults().clear();
        try (TestSync sync = TestSync.start(
                org, directory, Kind.UPSERT_ONCE.file, "sync.path", path.equals("bulk") ? path : "collections")) {
            RunReport report = sync.rows(ring("Changed again")).run();
            assertIsWhole(report);
        }
    }

    @Test
    void nothingOfItStaysInTheState() {
        dieAfterFirstStep(Kind.CREATE, "collections");
        try (TestSync sync = TestSync.start(org, directory, Kind.CREATE.file)) {
            assertThat(noted(sync)).hasSize(SIZE);
            sync.rows(ring("Company")).run();
            assertThat(noted(sync)).isEmpty();
        }
    }

    private static List<String> noted(TestSync sync) {
        return List.copyOf(sync.ofState(state -> state.halfDone().notes().among(keys())));
    }

    private void dieAfterFirstStep(Kind kind, String path) {
        try (TestSync sync = TestSync.start(org, directory, kind.file, "sync.path", path)) {
            endWhenThereAreRecords(sync);
            sync.rows(ring("Company")).run();
        }
        assertThat(org.records("Account")).hasSize(SIZE).allMatch(account -> account.get("Partner__c") == null);
        org.stats().reset();
    }

    private void endWhenThereAreRecords(TestSync sync) {
        sync.watchTransactions().whenPassing(point -> {
            if (!org.records("Account").isEmpty()) {
                throw new IllegalStateException("the process ends here");
            }
        });
    }

    private void assertIsWhole(RunReport report) {
        assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(org.records("Account")).hasSize(SIZE);
        for (int i = 0; i < SIZE; i++) {
            assertThat(partnerOf(String.valueOf(i)))
                    .as(report.toJson())
                    .isEqualTo(idOf(String.valueOf((i + 1) % SIZE)));
        }
    }

    private static List<String> keys() {
        return List.of("0", "1", "2");
    }

    private static List<Map<String, Object>> ring(String name) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            rows.add(row("id", i, "name", name + " " + i, "parent", (i + 1) % SIZE));
        }
        return rows;
    }

    private Map<String, Object> account(String key) {
        return org.find("Account", "Customer_Id__c", key).orElseThrow();
    }

    private Object partnerOf(String key) {
        return account(key).get("Partner__c");
    }

    private Object idOf(String key) {
        return account(key).get("Id");
    }
}
