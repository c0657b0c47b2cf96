package io.accountsync.run;

import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.send.NewerByStream;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.Plan;
import io.accountsync.state.StreamOfOthers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sync.eager}: what no guard counts leaves while rows are read still. */
class EagerTest {
    private static final int ROWS = 6000;

    private static final String ACCOUNTS =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    cursor: changed
                    cursorType: integer
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
                    fields[BillingCity]: { value: "${body[city]}", whenEmpty: clear }
            """;

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theFirstCallLeavesBeforeTheLastRowIsRead() {
        try (TestSync sync = start()) {
            sync.rows(rows(ROWS, "A")).run();
            org.stats().reset();
            sync.rows(() -> reading(rows(ROWS, "B"), ROWS, row -> awaitCalls(1)));

            RunReport report = sync.run();

            assertThat(report.message()).isNull();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.UPDATED)).isEqualTo(ROWS);
            assertThat(report.notes()).anyMatch(note -> note.endsWith("sent while rows were read (sync.eager)."));
            assertThat(named("B")).isEqualTo(ROWS);
            assertThat(org.stats().calls(CallKind.COLLECTIONS))
                    .as("full batches")
                    .isEqualTo(ROWS / 200);
            assertThat(sync.cursor()).isEqualTo(ROWS);
            assertThat(sync.run().count(Count.UNCHANGED)).isEqualTo(ROWS);
        }
    }

    @Test
    void nothingLeavesBeforeTheFirstRunHasCompleted() {
        try (TestSync sync = start()) {
            sync.rows(() -> reading(rows(ROWS, "A"), ROWS, row -> requireNoCall()));
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.notes())
                    .contains(
                            "All rows were compared before anything was sent (sync.eager), since no run has completed yet.");
        }
    }

    @Test
    void newRecordsWaitForTheGuardThatCountsThem() {
        org.insert("Account", Map.of("Name", "Somebody's own"));
        try (TestSync sync = start("sync.max-creates", "100")) {
            firstRun(sync, 1000);
            org.stats().reset();
            List<Map<String, Object>> rows = rows(1000, "B");
            rows.addAll(rows(3000, "New").subList(1000, 3000));
            sync.rows(() -> reading(rows, 3000, row -> awaitCalls(1)));

            RunReport held = sync.run();

            assertThat(held.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(held.message())
                    .contains("This run would create 2,000 records of Account")
                    .contains("Nothing more was sent; before that, while rows were read, 1,000 records were.");
            assertThat(named("New")).isZero();
            assertThat(held.count(Count.UPDATED)).isEqualTo(1000);
            assertThat(held.count(Count.UNSENT)).isEqualTo(2000);
            assertThat(sync.cursor()).isEqualTo(1000);

            org.stats().reset();
            sync.rows(() -> reading(rows(3000, "C"), 3000, row -> requireNoCall()));
            RunReport again = sync.run();
            assertThat(again.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(again.notes()).anyMatch(note -> note.contains("a guard held the last run back"));

            sync.ofState(
                    state -> state.plans().approve(planOf(state.plans().ofRuns().find())));
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(named("C")).isEqualTo(3000);
        }
    }

    @Test
    void newRecordsLeaveWhereTheOrgHasNoneThatMayBeTheSame() {
        try (TestSync sync = start("sync.max-creates", "100")) {
            firstRun(sync, 1000);
            org.stats().reset();
            sync.rows(() -> reading(rows(5000, "B"), 5000, row -> awaitCalls(6)));

            RunReport report = sync.run();

            assertThat(report.message()).isNull();
            assertThat(report.count(Count.UPDATED)).isEqualTo(1000);
            assertThat(report.count(Count.CREATED)).isEqualTo(4000);
            assertThat(named("B")).isEqualTo(5000);
            assertThat(org.stats().calls(CallKind.COLLECTIONS))
                    .as("full batches")
                    .isEqualTo(5000 / 200);
            assertThat(sync.run().count(Count.UNCHANGED)).isEqualTo(5000);
        }
    }

    @Test
    void anOrgThatCannotBeAskedWhichRecordsMayBeTheSameEndsTheRunInItsOwnWords() {
        try (TestSync sync = start("sync.retries", "0")) {
            sync.rows(rows(200, "A")).run();
            Fault down = org.faults()
                    .add(FaultMatch.on(CallKind.QUERY), FaultAction.respond(503, "SERVER_UNAVAILABLE", "later"));

            RunReport report = sync.rows(rows(3000, "B")).run();

            assertThat(report.status()).isNotEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.message()).contains("SERVER_UNAVAILABLE").doesNotContain("source");
            assertThat(sync.cursor()).isEqualTo(200);
            down.remove();
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(named("B")).isEqualTo(3000);
        }
    }

    @Test
    void newRecordsWaitWhereOnesThatAreThereGetOtherFields() {
        try (TestSync sync = startWith(ACCOUNTS.replace("whenEmpty: clear }", "write: onCreate }"))) {
            sync.rows(rows(200, "A")).run();
            org.stats().reset();
            List<Map<String, Object>> rows = rows(2000, "New");
            sync.rows(() -> reading(rows.subList(200, 2000), 1800, row -> requireNoCall()));
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1800);
        }
    }

    @Test
    void whatWasRejectedOrIsNotConfirmedWaits() {
        try (TestSync sync = start()) {
            Fault refused = org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            sync.rows(rows(400, "A")).run();
            refused.remove();
            org.stats().reset();
            sync.rows(() -> reading(rows(400, "B"), 400, row -> requireNoCall()));
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(400);
        }
    }

    @Test
    void whatAStreamHasNewerIsNotSaidToBeSentNorToComeTwice() {
        try (TestSync sync = start()) {
            sync.rows(rows(2000, "A")).run();
            org.stats().reset();
            try (StreamOfOthers stream = StreamOfOthers.of(sync.context()).begin(1000)) {
                sync.rows(() -> {
                    stream.confirm("1");
                    return reading(rows(2000, "B"), 2000, row -> awaitCalls(1));
                });
                RunReport report = sync.run();

                assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
                assertThat(report.count(Count.UPDATED)).isEqualTo(1999);
                assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
                assertThat(report.notes())
                        .filteredOn(note -> note.endsWith("sent while rows were read (sync.eager)."))
                        .singleElement()
                        .satisfies(note -> assertThat(Integer.parseInt(note.split(" ")[0].replace(",", "")) % 200)
                                .as(note)
                                .isEqualTo(199));
                assertThat(report.findings())
                        .extracting(Object::toString)
                        .anyMatch(finding -> finding.contains(NewerByStream.CODE))
                        .noneMatch(finding -> finding.contains("DUPLICATE_KEY"));
            }
        }
    }

    @Test
    void byAutoNoMoreThanTheThresholdOfBulkGoesEarly() {
        try (TestSync sync = start("sync.path", "auto", "sync.bulk.threshold", "1000")) {
            sync.rows(rows(ROWS, "A")).run();
            org.stats().reset();
            sync.rows(() -> reading(rows(ROWS, "B"), ROWS, row -> awaitCalls(5)));

            RunReport report = sync.run();

            assertThat(report.count(Count.UPDATED)).isEqualTo(ROWS);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(5);
            assertThat(report.path().records()).isEqualTo(ROWS - 1000);
            assertThat(named("B")).isEqualTo(ROWS);
        }
    }

    @Test
    void aSourceThatBreaksInTheMiddleSaysWhatWasSent() {
        try (TestSync sync = start()) {
            sync.rows(rows(ROWS, "A")).run();
            org.stats().reset();
            sync.rows(() -> reading(rows(ROWS, "B"), 5500, row -> {
                awaitCalls(5);
                throw new IllegalStateException("gone");
            }));

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.exitCode()).isEqualTo(1);
            assertThat(report.readToEnd()).isFalse();
            long sent = report.count(Count.UPDATED);
            assertThat(sent).isGreaterThanOrEqualTo(1000).isEqualTo(named("B"));
            assertThat(report.message())
                    .startsWith("Reading the source broke off after 5,499 rows")
                    .contains(String.format(
                            Locale.ROOT,
                            "Nothing more was sent; before that, while rows were read, %,d records were",
                            sent));
            assertThat(report.count(Count.UPDATED) + report.count(Count.UNSENT)).isEqualTo(report.count(Count.READ));
            assertThat(sync.cursor()).as("as it was").isEqualTo(ROWS);

            RunReport next = sync.rows(rows(ROWS, "B")).run();
            assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(next.count(Count.UNCHANGED))
                    .as("what was sent is not sent twice")
                    .isEqualTo(sent);
            assertThat(named("B")).isEqualTo(ROWS);
        }
    }

    @Test
    void whatWentByCallsThatFailedIsNotSaidToHaveArrived() {
        try (TestSync sync = start("sync.retries", "0")) {
            sync.rows(rows(ROWS, "A")).run();
            org.stats().reset();
            org.faults()
                    .add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.respond(503, "SERVER_UNAVAILABLE", "later"));
            RunReport report = sync.rows(rows(ROWS, "B")).run();

            long sent = org.stats().calls(CallKind.COLLECTIONS) * 200;
            assertThat(report.message()).contains("SERVER_UNAVAILABLE");
            assertThat(named("B")).isZero();
            assertThat(report.notes())
                    .contains(String.format(
                            Locale.ROOT,
                            "%,d records were sent while rows were read (sync.eager), of which no outcome was kept for %,d.",
                            sent,
                            sent));
        }
    }

    @Test
    void aKeyThatComesTwiceAllTheSameStopsTheRunAndTheNextOnePutsItRight() {
        try (TestSync sync = start()) {
            sync.rows(rows(ROWS, "A")).run();
            List<Map<String, Object>> rows = rows(ROWS, "B");
            rows.add(row("id", "1", "name", "Newer 1", "city", "X", "changed", ROWS + 1));
            org.stats().reset();
            sync.rows(() -> reading(rows, ROWS + 1, row -> awaitCalls(1)));

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message())
                    .startsWith(
                            "The key 1 came twice among the rows, though sync.unique-keys=true says that none does");
            assertThat(sync.cursor()).isEqualTo(ROWS);
        }
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS)) {
            List<Map<String, Object>> rows = rows(ROWS, "B");
            rows.add(row("id", "1", "name", "Newer 1", "city", "X", "changed", ROWS + 1));
            assertThat(sync.rows(rows).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(named("Newer")).isEqualTo(1);
        }
    }

    @Test
    void anOlderRowNextToOneThatSalesforceHasIsNoticed() {
        try (TestSync sync = start()) {
            sync.rows(rows(ROWS, "A")).run();
            List<Map<String, Object>> rows = new ArrayList<>();
            rows.add(rows(1, "A").get(0));
            rows.addAll(rows(ROWS, "B"));
            sync.rows(() -> reading(rows, ROWS, row -> awaitCalls(1)));
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).startsWith("The key 1 came twice among the rows");
        }
    }

    @Test
    void aRuleThatRefusesTooMuchStopsTheRunWhileItReads() {
        try (TestSync sync = start("sync.max-rejected-after", "200")) {
            sync.rows(rows(ROWS, "A")).run();
            org.stats().reset();
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            sync.rows(() -> reading(rows(ROWS, "B"), ROWS, row -> awaitCalls(1)));

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("FIELD_CUSTOM_VALIDATION_EXCEPTION");
            assertThat(sync.parked())
                    .as("nothing is kept: the reason is not in the records")
                    .isZero();
            assertThat(sync.cursor()).isEqualTo(ROWS);
        }
    }

    @Test
    void aPlanSendsNothing() throws Exception {
        try (TestSync sync = start()) {
            sync.rows(rows(ROWS, "A")).run();
            org.stats().reset();
            sync.rows(() -> reading(rows(ROWS, "B"), ROWS, row -> requireNoCall()));
            sync.plan(RunMode.INCREMENTAL, planned -> {});
            requireNoCall();
        }
    }

    @Test
    void aFullRefreshAndALimitedRunGoTheUsualWay() {
        try (TestSync sync = start()) {
            sync.rows(rows(1000, "A")).run();
            org.stats().reset();
            sync.rows(() -> reading(rows(1000, "B"), 1000, row -> requireNoCall()));
            assertThat(sync.run(RunMode.INCREMENTAL, 1000).notes())
                    .anyMatch(note -> note.contains("limited by --limit"));
            org.stats().reset();
            assertThat(sync.run(RunMode.FULL_REFRESH).notes()).anyMatch(note -> note.contains("a full refresh"));
        }
    }

    @Test
    void aRunThatReadsEveryRowWaitsForTheGuardOfMissingOnes() {
        try (TestSync sync = start("sync.max-missing", "10")) {
            sync.rows(rows(1000, "A")).run();
            org.stats().reset();
            sync.rows(() -> reading(rows(500, "B"), 500, row -> requireNoCall()));
            RunReport report = sync.run(RunMode.COMPARE_ALL);
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("sync.max-missing lets 10 % be missing");
            assertThat(report.notes()).anyMatch(note -> note.contains("sync.max-missing is a share of them"));
            requireNoCall();
        }
    }

    private static String planOf(Optional<Plan> plan) {
        return plan.orElseThrow().id();
    }

    private TestSync start(String... more) {
        return startWith(ACCOUNTS, more);
    }

    private TestSync startWith(String route, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "sync.eager",
                "true",
                "sync.unique-keys",
                "true",
                "sync.path",
                "collections",
                "sync.max-invalid",
                "100",
                "sync.max-clears",
                "100",
                "sync.overlap-steps",
                "1000000"));
        settings.addAll(List.of(more));
        return TestSync.start(org, directory, route, settings.toArray(String[]::new));
    }

    private void firstRun(TestSync sync, int rows) {
        sync.rows(rows(rows, "A")).run();
        sync.ofState(state -> state.plans()
                .ofRuns()
                .find()
                .map(Plan::id)
                .map(state.plans()::approve)
                .orElse(false));
        assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    private void awaitCalls(int calls) {
        await().until(() -> org.stats().calls(CallKind.COLLECTIONS) >= calls);
    }

    private void requireNoCall() {
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
    }

    private long named(String name) {
        return org.records("Account").stream()
                .filter(account -> account.get("Name").toString().startsWith(name + " "))
                .count();
    }

    /** Rows, of which one by its number does something before it comes. */
    static Iterator<Map<String, Object>> reading(List<Map<String, Object>> rows, int number, IntConsumer before) {
        Iterator<Map<String, Object>> all = rows.iterator();
        int[] read = new int[1];
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public Map<String, Object> next() {
                if (++read[0] == number) {
                    before.accept(number);
                }
                return all.next();
            }
        };
    }

    private static List<Map<String, Object>> rows(int n, String name) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            rows.add(row("id", String.valueOf(i), "name", name + " " + i, "city", "X", "changed", i));
        }
        return rows;
    }
}
