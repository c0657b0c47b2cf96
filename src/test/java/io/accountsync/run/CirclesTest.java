package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ROWS;
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
import io.accountsync.plan.Planning;
import io.accountsync.reconcile.Difference;
import io.accountsync.reconcile.Reconciliation;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that point to each other: whatever can be created is, and the rest is rejected by name. */
class CirclesTest {
    /** By a lookup that an admin made, which may be empty and point in circles. */
    private static final String PARTNERS = ACCOUNTS.replace("fields[Parent]", "fields[Partner__r]");

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withField("Account", FieldSpec.lookupTo("Account", "Partner__c", "Partner__r"))
            .build());

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void aRingIsCreatedAndThenLinkedInTheSameRun(String path) throws Exception {
        List<Difference> found = new ArrayList<>();
        try (TestSync sync = TestSync.start(org, directory, PARTNERS, "sync.path", path)) {
            List<Map<String, Object>> rows = ring(450);
            rows.add(row("id", "self", "name", "Self", "parent", "SELF"));
            rows.add(row("id", "below", "name", "Below", "parent", "7"));
            rows.add(row("id", "deeper", "name", "Deeper", "parent", "below"));
            RunReport report = sync.rows(rows).run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.exitCode()).isZero();
            assertThat(report.count(Count.CREATED)).isEqualTo(453);
            assertThat(report.count(Count.UPDATED)).isZero();
            assertThat(partnerOf("0")).isEqualTo(idOf("1"));
            assertThat(partnerOf("449")).isEqualTo(idOf("0"));
            assertThat(partnerOf("self")).isEqualTo(idOf("self"));
            assertThat(partnerOf("deeper")).isEqualTo(idOf("below"));
            assertThat(report.notes())
                    .anyMatch(
                            note -> note.startsWith(
                                    "451 records point to each other in 2 circles, one of them: 0, 1, 2, "
                                            + "3, 4 and 445 more. The new ones are created without Partner__r and then updated"));
            if (path.equals("collections")) {
                assertThat(org.stats().calls(CallKind.COLLECTIONS))
                        .as("451 without, 451 with and one below, one deeper")
                        .isEqualTo(3 + 3 + 1);
            }

            RunReport next = sync.run();
            assertThat(next.count(Count.UNCHANGED)).isEqualTo(453);
            new Reconciliation(sync.context(), found::add, Optional.empty()).compare("accounts");
            assertThat(found).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "operation: create, collections",
        "operation: create, bulk",
        "whenGone: reject, collections",
        "whenGone: reject, bulk"
    })
    void theSecondStepIsAnUpdateByIdWhereNothingMayBeMadeAgain(String property, String path) {
        try (TestSync sync = TestSync.start(org, directory, with(property), "sync.path", path)) {
            RunReport report = sync.rows(ring(30)).run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(30);
            assertThat(report.count(Count.ALREADY_IN_SALESFORCE)).isZero();
            assertThat(partnerOf("0")).isEqualTo(idOf("1"));
            assertThat(partnerOf("29")).isEqualTo(idOf("0"));
            assertThat(org.records("Account")).hasSize(30);
        }
    }

    @Test
    void whatIsDeletedBetweenItsTwoStepsIsNotMadeAgainWhereThatIsWatched() {
        try (TestSync sync = TestSync.start(org, directory, with("whenGone: reject"))) {
            sync.watchTransactions().whenPassing(point -> {
                if (org.stats().calls(CallKind.COLLECTIONS) == 1 && has("0")) {
                    org.delete(String.valueOf(idOf("0")));
                }
            });

            RunReport report = sync.rows(ring(2)).run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.PARTIAL);
            assertThat(has("0")).isFalse();
            assertThat(org.records("Account")).hasSize(1);
        }
    }

    @Test
    void whatIsRejectedInTheSecondStepOfASyncThatOnlyCreatesIsTriedAgainByARefresh() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).from(4),
                        FaultAction.rejectRecord("FIELD_INTEGRITY_EXCEPTION", "no"));
        try (TestSync sync = TestSync.start(org, directory, with("operation: create"), "sync.max-rejected", "100")) {
            assertThat(sync.rows(ring(3)).run().count(Count.REJECTED)).isEqualTo(3);
            assertThat(partnerOf("0")).isNull();
            org.faults().clear();

            sync.run(RunMode.FULL_REFRESH);

            assertThat(partnerOf("0")).isEqualTo(idOf("1"));
            assertThat(partnerOf("2")).isEqualTo(idOf("0"));
            assertThat(sync.run(RunMode.FULL_REFRESH).count(Count.ALREADY_IN_SALESFORCE))
                    .as("what is finished is left as it is")
                    .isEqualTo(3);
            assertThat(sync.parked()).isZero();
        }
    }

    /** What becomes of the answer to the first step before the run ends. */
    enum Answer {
        HEARD(2),
        LOST_AND_ASKED_FOR_AGAIN(3),
        LOST(2);

        private final int nextCall;

        Answer(int nextCall) {
            this.nextCall = nextCall;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunOfASyncThatOnlyCreatesIsCarriedOnThoughItEndsBetweenTheSteps(Answer answer) {
        if (answer != Answer.HEARD) {
            org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.loseAnswer());
        }
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).from(answer.nextCall),
                        FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        try (TestSync sync = TestSync.start(org, directory, with("operation: create"))) {
            RunReport report = sync.rows(ring(3)).run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.count(Count.UNSENT)).as(report.toJson()).isEqualTo(3);
            assertThat(partnerOf("0")).isNull();
            assertThat(sync.parked()).as("nothing is due by itself").isZero();
            org.faults().clear();
        }
        org.insert("Account", Map.of("Name", "Somebody else's", "Customer_Id__c", "other"));
        try (TestSync sync = TestSync.start(org, directory, with("operation: create"))) {
            List<Map<String, Object>> rows = new ArrayList<>(ring(3));
            rows.add(row("id", "other", "name", "Ours", "parent", "0"));
            RunReport next = sync.rows(rows).run();

            assertThat(next.status()).as(next.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(partnerOf("0")).isEqualTo(idOf("1"));
            assertThat(partnerOf("1")).isEqualTo(idOf("2"));
            assertThat(partnerOf("2")).isEqualTo(idOf("0"));
            assertThat(next.count(Count.ALREADY_IN_SALESFORCE)).isEqualTo(1);
            assertThat(partnerOf("other")).as("what others made is left alone").isNull();
            assertThat(org.records("Account")).hasSize(4);
        }
    }

    @Test
    void aRecordThatSomebodyElseMadeWhileTheFirstStepWasUnheardIsLeftAlone() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.dropConnection());
        try (TestSync sync = TestSync.start(org, directory, with("operation: create"), "sync.retries", "0")) {
            sync.rows(ring(2)).run();
        }
        org.faults().clear();
        org.insert("Account", Map.of("Name", "Somebody else's", "Customer_Id__c", "0"));
        try (TestSync sync = TestSync.start(org, directory, with("operation: create"))) {
            RunReport report = sync.rows(ring(2)).run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.ALREADY_IN_SALESFORCE)).isEqualTo(1);
            assertThat(partnerOf("0")).isNull();
            assertThat(partnerOf("1")).isEqualTo(idOf("0"));
        }
    }

    @Test
    void aRecordOfACircleThatTheOrgHasAlreadyIsNotLinkedByASyncThatOnlyCreatesAndThePlanSaysSo() throws Exception {
        org.insert("Account", Map.of("Name", "Somebody else's", "Customer_Id__c", "0"));
        try (TestSync sync = TestSync.start(org, directory, with("operation: create"))) {
            PlanReport plan = sync.rows(ring(3)).plan(RunMode.INCREMENTAL, record -> {});
            RunReport report = sync.run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.ALREADY_IN_SALESFORCE)).isEqualTo(1);
            assertThat(report.count(Count.CREATED)).isEqualTo(2);
            assertThat(plan.count(Totals.CREATES)).isEqualTo(2);
            assertThat(plan.path()).isEqualTo(report.path());
            assertThat(partnerOf("0")).isNull();
            assertThat(partnerOf("2")).isEqualTo(idOf("0"));
            assertThat(org.stats().calls(CallKind.COLLECTIONS))
                    .isEqualTo(report.path().calls());
        }
    }

    @Test
    void aLookupThatOnlyNewRecordsGetIsGivenByTheNextRunWhereOneEndsBetweenTheSteps() {
        String onCreate = PARTNERS.replace("fields[Partner__r]:\n", "fields[Partner__r]:\n          write: onCreate\n");
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).from(2),
                        FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        try (TestSync sync = TestSync.start(org, directory, onCreate)) {
            assertThat(sync.rows(ring(3)).run().status()).isEqualTo(RunStatus.STOPPED);
            org.faults().clear();
        }
        try (TestSync sync = TestSync.start(org, directory, onCreate)) {
            RunReport next = sync.rows(ring(3)).run();

            assertThat(next.status()).as(next.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(partnerOf("0")).isEqualTo(idOf("1"));
            assertThat(partnerOf("2")).isEqualTo(idOf("0"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update"})
    void thePlanOfACircleSaysWhatTheRunDoesWhereOnlyNewOrOnlyKnownRecordsAreSent(String operation) throws Exception {
        for (int i = 0; i < 3; i++) {
            org.insert("Account", Map.of("Name", "Company", "Customer_Id__c", "old" + i));
        }
        List<Map<String, Object>> rows = new ArrayList<>(ring(4));
        for (int i = 0; i < 3; i++) {
            rows.add(row("id", "old" + i, "name", "New", "parent", "old" + (i + 1) % 3));
        }
        rows.add(row("id", "self", "name", "Self", "parent", "self"));
        rows.add(row("id", "below", "name", "Below", "parent", "old0"));
        try (TestSync sync = TestSync.start(org, directory, with("operation: " + operation), "sync.batch-size", "3")) {
            PlanReport plan = sync.rows(rows).plan(RunMode.INCREMENTAL, record -> {});
            org.stats().reset();
            RunReport report = sync.run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(operation.equals("create") ? 6 : 0);
            assertThat(report.count(Count.UPDATED)).isEqualTo(operation.equals("update") ? 3 : 0);
            assertForetold(plan, report);
        }
    }

    @Test
    void thePlanSaysThatTheSecondStepIsToComeWhereARunEndedBeforeIt() throws Exception {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).from(2),
                        FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        try (TestSync sync = TestSync.start(org, directory, with("operation: create"))) {
            sync.rows(ring(3)).run();
            org.faults().clear();
        }
        try (TestSync sync = TestSync.start(org, directory, with("operation: create"))) {
            PlanReport plan = sync.rows(ring(3)).plan(RunMode.INCREMENTAL, record -> {});
            org.stats().reset();
            RunReport report = sync.run();

            assertThat(report.count(Count.UPDATED)).as(report.toJson()).isEqualTo(3);
            assertForetold(plan, report);
        }
    }

    private void assertForetold(PlanReport plan, RunReport report) {
        assertThat(plan.count(Totals.CREATES)).isEqualTo(report.count(Count.CREATED));
        assertThat(plan.count(Totals.UPDATES)).as(plan.toString()).isEqualTo(report.count(Count.UPDATED));
        assertThat(plan.count(Totals.ALREADY_IN_SALESFORCE)).isEqualTo(report.count(Count.ALREADY_IN_SALESFORCE));
        assertThat(plan.count(Totals.NOT_IN_SALESFORCE)).isEqualTo(report.count(Count.NOT_IN_SALESFORCE));
        assertThat(plan.path()).isEqualTo(report.path());
        assertThat(org.stats().calls(CallKind.COLLECTIONS))
                .isEqualTo(plan.path().calls());
    }

    @Test
    void aSyncThatOnlyUpdatesTakesOneStep() {
        for (int i = 0; i < 3; i++) {
            org.insert("Account", Map.of("Name", "Company", "Customer_Id__c", String.valueOf(i)));
        }
        try (TestSync sync = TestSync.start(org, directory, with("operation: update"))) {
            RunReport report = sync.rows(ring(3)).run();

            assertThat(report.count(Count.UPDATED)).isEqualTo(3);
            assertThat(partnerOf("0")).isEqualTo(idOf("1"));
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
            assertThat(report.notes()).noneMatch(note -> note.contains("created without"));
        }
    }

    private static String with(String property) {
        return PARTNERS.replace("externalId:", property + "\n        externalId:");
    }

    private boolean has(String key) {
        return org.find("Account", "Customer_Id__c", key).isPresent();
    }

    @Test
    void accountsThatAreTheirOwnAncestorsAreRejectedAsThePlanSaidBefore() throws Exception {
        List<Map<String, Object>> rows = List.of(
                row("id", "a", "name", "A", "parent", "b"),
                row("id", "b", "name", "B", "parent", "a"),
                row("id", "below", "name", "Below", "parent", "a"),
                row("id", "c", "name", "C"));
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(rows);
            PlanReport plan =
                    new Planning(sync.context(), planned -> {}, Optional.empty()).plan("accounts", null, List.of("a"));
            assertThat(plan.count(Totals.CREATES)).isEqualTo(1);
            assertThat(plan.count(Totals.UNRESOLVED)).isEqualTo(3);
            assertThat(plan.count(Totals.WAITING)).isEqualTo(1);
            assertThat(plan.notes())
                    .anyMatch(note ->
                            note.startsWith("2 records point to each other in 1 circle: a, b. They are rejected"))
                    .anyMatch(note -> note.startsWith("a would not be sent: points to itself through a, b; "));
            assertThat(sync.parked()).isZero();

            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.REJECTED)).isEqualTo(2);
            assertThat(report.count(Count.RETRY_LATER)).isEqualTo(1);
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(org.stats().recordsUpserted())
                    .as("nothing else was sent")
                    .isEqualTo(1);

            RunReport again = sync.run();
            assertThat(again.count(Count.STILL_REJECTED)).isEqualTo(2);
            assertThat(again.exitCode()).as("one is deferred still").isEqualTo(3);
            assertThat(again.open().deferred()).isEqualTo(1);

            List<Map<String, Object>> broken = new ArrayList<>(rows);
            broken.set(1, row("id", "b", "name", "B", "parent", "c"));
            RunReport healed = sync.rows(broken).run();
            assertThat(healed.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(healed.count(Count.CREATED)).isEqualTo(3);
            assertThat(healed.open().total()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"c, 'a, c, b'", "new, 'a, new, c, b'"})
    void aCircleThroughRecordsThatSalesforceHasIsForeseenAndRejectedByName(String parent, String circle)
            throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(
                            row("id", "a", "name", "A"),
                            row("id", "b", "name", "B", "parent", "a"),
                            row("id", "c", "name", "C", "parent", "b"),
                            row("id", "other", "name", "Other")))
                    .run();
            // b and c stay as they are, and are not among the changes.
            sync.rows(List.of(
                    row("id", "a", "name", "A", "parent", parent),
                    row("id", "b", "name", "B", "parent", "a"),
                    row("id", "c", "name", "C", "parent", "b"),
                    row("id", "new", "name", "New", "parent", "c"),
                    row("id", "below", "name", "Below", "parent", "new"),
                    row("id", "other", "name", "Changed", "parent", "a")));
            boolean isNew = parent.equals("new");
            PlanReport plan =
                    new Planning(sync.context(), planned -> {}, Optional.empty()).plan("accounts", null, List.of());
            assertThat(plan.notes())
                    .anyMatch(note -> note.contains(" in 1 circle: " + circle + ". ") && note.contains("rejected"));
            assertThat(plan.count(Totals.CREATES)).isEqualTo(isNew ? 0 : 2);
            assertThat(plan.count(Totals.UPDATES)).isEqualTo(1);
            assertThat(plan.count(Totals.UNRESOLVED)).isEqualTo(isNew ? 3 : 1);
            assertThat(plan.count(Totals.WAITING)).isEqualTo(isNew ? 1 : 0);

            RunReport report = sync.run();
            assertThat(report.count(Count.REJECTED)).as(report.toJson()).isEqualTo(isNew ? 2 : 1);
            assertThat(report.count(Count.CREATED)).isEqualTo(isNew ? 0 : 2);
            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
            assertThat(report.count(Count.RETRY_LATER)).isEqualTo(isNew ? 1 : 0);
            assertThat(sync.<String>ofState(state ->
                            state.rejected().find(List.of("a")).get("a").message()))
                    .contains("points to itself through " + circle + "; ");

            RunReport healed = sync.rows(List.of(
                            row("id", "a", "name", "A", "parent", "c"),
                            row("id", "b", "name", "B", "parent", "root"),
                            row("id", "root", "name", "Root"),
                            row("id", "c", "name", "C", "parent", "b"),
                            row("id", "new", "name", "New", "parent", "c"),
                            row("id", "below", "name", "Below", "parent", "new"),
                            row("id", "other", "name", "Changed")))
                    .run();
            assertThat(healed.status()).as(healed.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(healed.open().total()).isZero();
            assertThat(org.find("Account", "Customer_Id__c", "a").orElseThrow()).containsEntry("ParentId", idOf("c"));
        }
    }

    @Test
    void theKeysOfACircleAreShownAsTheirRowsWriteThem() {
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(List.of(
                            row("id", "AbC", "name", "A", "parent", "DeF"),
                            row("id", "DeF", "name", "D", "parent", "abc")))
                    .run();

            assertThat(report.notes()).anyMatch(note -> note.contains(" in 1 circle: AbC, DeF. "));
            assertThat(sync.<String>ofState(state ->
                            state.rejected().find(List.of("abc")).get("abc").message()))
                    .startsWith("points to itself through AbC, DeF; ");
        }
    }

    @Test
    void aSecondLookupChangesNothingOfTheHierarchyOrItsCircles() throws Exception {
        String both = ACCOUNTS.replace("lookup:", "whenEmpty: clear\n          lookup:")
                + "        fields[Partner__r]: { lookup: Customer_Id__c, value: \"${body[partner]}\" }\n";
        try (TestSync sync = TestSync.start(org, directory, both)) {
            sync.rows(List.of(
                            row("id", "a", "name", "A", "partner", "b"),
                            row("id", "b", "name", "B", "parent", "a", "partner", "c"),
                            row("id", "c", "name", "C", "parent", "b", "partner", "a")))
                    .run();
            sync.rows(List.of(
                    row("id", "a", "name", "A", "parent", "c", "partner", "b"),
                    row("id", "b", "name", "B", "parent", "a", "partner", "c"),
                    row("id", "c", "name", "C", "parent", "b", "partner", "a")));
            PlanReport plan =
                    new Planning(sync.context(), planned -> {}, Optional.empty()).plan("accounts", null, List.of());
            RunReport circle = sync.run();

            assertThat(plan.count(Totals.UPDATES)).isZero();
            assertThat(plan.notes())
                    .anyMatch(note -> note.contains(" in 1 circle: a, c, b. ") && note.contains("correct Parent in"));
            assertThat(circle.count(Count.REJECTED)).as(circle.toJson()).isEqualTo(1);
            assertThat(circle.findings()).anyMatch(finding -> finding.code().equals("CIRCULAR_PARENT"));

            // What was the end is the root: legal, in this order only.
            RunReport turned = sync.rows(List.of(
                            row("id", "a", "name", "A", "parent", "b", "partner", "b"),
                            row("id", "b", "name", "B", "parent", "c", "partner", "c"),
                            row("id", "c", "name", "C", "partner", "a")))
                    .run();
            assertThat(turned.status()).as(turned.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(turned.open().total()).isZero();
            assertThat(org.find("Account", "Customer_Id__c", "a").orElseThrow()).containsEntry("ParentId", idOf("b"));
            assertThat(org.find("Account", "Customer_Id__c", "b").orElseThrow()).containsEntry("ParentId", idOf("c"));
        }
    }

    @Test
    void aCircleThroughAnAccountThatIsNoneOfTheSyncsIsForeseen() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(row("id", "a", "name", "A"), row("id", "b", "name", "B")))
                    .run();
            String between = org.insert("Account", Map.of("Name", "Between", "ParentId", idOf("a")));
            org.edit("Account", String.valueOf(idOf("b")), Map.of("ParentId", between));
            sync.rows(List.of(row("id", "a", "name", "A", "parent", "b"), row("id", "b", "name", "B")));
            RunReport report = sync.run();

            assertThat(report.count(Count.REJECTED)).as(report.toJson()).isEqualTo(1);
            assertThat(report.notes()).anyMatch(note -> note.contains("in 1 circle: a, b, " + between + ". "));
        }
    }

    @Test
    void aRowWithoutParentKeepsTheOneThatSalesforceHasAndThatIsCounted() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(row("id", "a", "name", "A"), row("id", "b", "name", "B", "parent", "a")))
                    .run();
            List<Map<String, Object>> turned =
                    List.of(row("id", "a", "name", "A", "parent", "b"), row("id", "b", "name", "B"));
            RunReport report = sync.rows(turned).run();

            assertThat(report.count(Count.REJECTED)).as(report.toJson()).isEqualTo(1);
            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
            assertThat(report.notes()).anyMatch(note -> note.contains("in 1 circle: a, b. "));
        }
    }

    @Test
    void recordsThatWaitForOthersToMoveAwayGoOneAfterTheOther() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(
                            row("id", "a", "name", "A"),
                            row("id", "b", "name", "B", "parent", "a"),
                            row("id", "c", "name", "C", "parent", "b"),
                            row("id", "m", "name", "M", "parent", "b"),
                            row("id", "n", "name", "N", "parent", "c"),
                            row("id", "q", "name", "Q")))
                    .run();
            // The last must go first: b is above its new parent until c has left, and a until b has.
            RunReport report = sync.rows(List.of(
                            row("id", "a", "name", "A", "parent", "m"),
                            row("id", "b", "name", "B", "parent", "n"),
                            row("id", "c", "name", "C", "parent", "q")))
                    .run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.UPDATED)).isEqualTo(3);
            assertThat(org.find("Account", "Customer_Id__c", "a").orElseThrow()).containsEntry("ParentId", idOf("m"));
        }
    }

    /** Salesforce refuses a field that is set at creation only in an update: so there is no second step. */
    @Test
    void aCircleByALookupThatIsSetAtCreationOnlyIsRejected() throws Exception {
        FieldSpec partner =
                FieldSpec.lookupTo("Account", "Partner__c", "Partner__r").createOnly();
        String once = PARTNERS.replace("fields[Partner__r]:\n", "fields[Partner__r]:\n          write: onCreate\n");
        try (LocalOrg strict = LocalOrg.start(
                        LocalOrgOptions.builder().withField("Account", partner).build());
                TestSync sync = TestSync.startFile(strict, directory, once + ROWS)) {
            sync.rows(ring(2));
            assertThat(sync.plan(RunMode.INCREMENTAL, record -> {}).count(Totals.CREATES))
                    .isZero();
            RunReport report = sync.run();

            assertThat(report.count(Count.REJECTED)).as(report.toJson()).isEqualTo(2);
            assertThat(strict.stats().calls(CallKind.COLLECTIONS)).isZero();
            assertThat(sync.<String>ofState(state ->
                            state.rejected().find(List.of("0")).get("0").message()))
                    .contains("Partner__r can be written only when a record is created");
        }
    }

    @Test
    void aTurnedHierarchyIsNoCircleWhereAnEmptyParentIsCleared() {
        String clearing = ACCOUNTS.replace("lookup:", "whenEmpty: clear\n          lookup:");
        try (TestSync sync = TestSync.start(org, directory, clearing)) {
            sync.rows(List.of(
                            row("id", "a", "name", "A"),
                            row("id", "b", "name", "B", "parent", "a"),
                            row("id", "c", "name", "C", "parent", "b")))
                    .run();
            RunReport report = sync.rows(List.of(
                            row("id", "a", "name", "A", "parent", "c"),
                            row("id", "b", "name", "B"),
                            row("id", "c", "name", "C", "parent", "b")))
                    .run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.UPDATED)).isEqualTo(2);
            assertThat(org.find("Account", "Customer_Id__c", "a").orElseThrow()).containsEntry("ParentId", idOf("c"));
        }
    }

    @Test
    void aHierarchyThatIsReversedGoesFromItsNewRootDown() {
        String clearing = ACCOUNTS.replace("lookup:", "whenEmpty: clear\n          lookup:");
        try (TestSync sync = TestSync.start(org, directory, clearing)) {
            sync.rows(List.of(
                            row("id", "a", "name", "A"),
                            row("id", "b", "name", "B", "parent", "a"),
                            row("id", "c", "name", "C", "parent", "b"),
                            row("id", "d", "name", "D", "parent", "c")))
                    .run();
            RunReport report = sync.rows(List.of(
                            row("id", "a", "name", "A", "parent", "b"),
                            row("id", "b", "name", "B", "parent", "c"),
                            row("id", "c", "name", "C", "parent", "d"),
                            row("id", "d", "name", "D")))
                    .run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.UPDATED)).isEqualTo(4);
            assertThat(org.find("Account", "Customer_Id__c", "a").orElseThrow()).containsEntry("ParentId", idOf("b"));
        }
    }

    @Test
    void whereEveryRowIsItsOwnParentThePlanAndTheRunStopBeforeAnythingIsRejected() throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            rows.add(row("id", i, "name", "Company", "parent", i));
        }
        try (TestSync sync = TestSync.start(org, directory)) {
            PlanReport plan = new Planning(sync.rows(rows).context(), planned -> {}, Optional.empty())
                    .plan("accounts", null, List.of());
            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).startsWith("600 of 600 rows point to each other in circles, such as 0: ");
            assertThat(plan.exitCode()).isEqualTo(4);
            assertThat(plan.wouldStop()).isEqualTo(report.message());
            assertThat(sync.parked()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "any"})
    void aRunWithNothingOpenButKnownRejectionsIsWhatTheKeySaysAndWithDeferredRecordsAlwaysPartial(String when) {
        List<Map<String, Object>> circle =
                List.of(row("id", "a", "name", "A", "parent", "b"), row("id", "b", "name", "B", "parent", "a"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.partial-when", when)) {
            assertThat(sync.rows(circle).run().exitCode()).isEqualTo(3);
            assertThat(sync.run().exitCode()).isEqualTo(when.equals("new") ? 0 : 3);

            RunReport deferred = sync.rows(List.of(row("id", "x", "name", "X", "parent", "nobody")))
                    .run();
            assertThat(deferred.exitCode()).isEqualTo(3);
            RunReport later = sync.rows(List.of()).run();
            assertThat(later.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(later.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void aRunThatEndsBetweenTheStepsIsCarriedOnByTheNext() {
        try (TestSync sync = TestSync.start(org, directory, PARTNERS)) {
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).from(2),
                            FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
            RunReport report = sync.rows(ring(3)).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.count(Count.UNSENT)).isEqualTo(3);
            assertThat(report.notes())
                    .anyMatch(note -> note.startsWith("3 records are in Salesforce without the record"));
            assertThat(partnerOf("0")).isNull();
            assertThat(sync.<Object>ofState(
                            state -> state.records().find(List.of("0")).get("0").fingerprint()))
                    .isNull();
            org.faults().clear();
        }
        try (TestSync sync = TestSync.start(org, directory, PARTNERS)) {
            RunReport next = sync.rows(ring(3)).run();

            assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(next.count(Count.UPDATED)).isEqualTo(3);
            assertThat(partnerOf("0")).isEqualTo(idOf("1"));
            assertThat(org.records("Account")).hasSize(3);
            assertThat(sync.<Boolean>ofState(
                            state -> state.records().find(List.of("0")).get("0").created()))
                    .as("it is known that this sync created it, though the run ended before it said so")
                    .isTrue();
        }
    }

    @Test
    void aCircleWhoseOtherHalfWasReadLastWeekIsClosedWhenTheRestComes() {
        try (TestSync sync = TestSync.start(org, directory, PARTNERS)) {
            RunReport first = sync.rows(List.of(row("id", "a", "name", "A", "parent", "b")))
                    .run();
            assertThat(first.count(Count.RETRY_LATER)).isEqualTo(1);

            RunReport second = sync.rows(List.of(row("id", "b", "name", "B", "parent", "a")))
                    .run();

            assertThat(second.status()).as(second.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(second.count(Count.CREATED)).isEqualTo(1);
            assertThat(second.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
            assertThat(partnerOf("a")).isEqualTo(idOf("b"));
            assertThat(partnerOf("b")).isEqualTo(idOf("a"));
        }
    }

    @Test
    void aCircleWithAnInvalidRowWaitsForItAndAsSoonAsItFitsIsWhole() {
        Map<String, Object> a = row("id", "a", "name", "A", "parent", "b");
        try (TestSync sync = TestSync.start(org, directory, PARTNERS)) {
            RunReport first = sync.rows(List.of(a, row("id", "b", "name", "B".repeat(300), "parent", "a")))
                    .run();
            assertThat(first.count(Count.INVALID)).isEqualTo(1);
            assertThat(first.count(Count.RETRY_LATER)).isEqualTo(1);

            RunReport second = sync.rows(List.of(a, row("id", "b", "name", "B", "parent", "a")))
                    .run();
            assertThat(second.status()).as(second.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(partnerOf("b")).isEqualTo(idOf("a"));
        }
    }

    @Test
    void recordsThatPointToEachOtherByTwoLookupsComeThroughInOneRunToo() {
        String both =
                ACCOUNTS + "        fields[Partner__r]: { lookup: Customer_Id__c, value: \"${body[partner]}\" }\n";
        try (TestSync sync = TestSync.start(org, directory, both)) {
            RunReport report = sync.rows(List.of(
                            row("id", "a", "name", "A", "parent", "b", "partner", "c"),
                            row("id", "b", "name", "B", "partner", "c"),
                            row("id", "c", "name", "C", "parent", "d", "partner", "d"),
                            row("id", "d", "name", "D", "partner", "d"),
                            row("id", "e", "name", "E", "parent", "f"),
                            row("id", "f", "name", "F", "partner", "e")))
                    .run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(6);
            assertThat(partnerOf("a")).isEqualTo(idOf("c"));
            assertThat(partnerOf("d")).isEqualTo(idOf("d"));
            assertThat(partnerOf("f")).isEqualTo(idOf("e"));
            assertThat(org.find("Account", "Customer_Id__c", "a").orElseThrow()).containsEntry("ParentId", idOf("b"));
        }
    }

    @Test
    void aLimitedRunLeavesHalfACircleToTheNext() {
        try (TestSync sync = TestSync.start(org, directory, PARTNERS)) {
            sync.rows(ring(4)).run(RunMode.INCREMENTAL, 2);
            RunReport rest = sync.run();

            assertThat(rest.open().total()).as(rest.toJson()).isZero();
            assertThat(rest.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(partnerOf("0")).isEqualTo(idOf("1"));
            assertThat(partnerOf("3")).isEqualTo(idOf("0"));
        }
    }

    @Test
    void aCircleByAFieldThatMustNotBeEmptyIsRejected() {
        try (LocalOrg strict = LocalOrg.start(LocalOrgOptions.builder()
                        .withField(
                                "Account",
                                FieldSpec.lookupTo("Account", "Partner__c", "Partner__r")
                                        .required())
                        .build());
                TestSync sync = TestSync.startFile(strict, directory, PARTNERS + ROWS)) {
            RunReport report = sync.rows(ring(2)).run();

            assertThat(report.count(Count.REJECTED)).isEqualTo(2);
            assertThat(strict.stats().calls(CallKind.COLLECTIONS)).isZero();
            assertThat(sync.<String>ofState(state ->
                            state.rejected().find(List.of("0")).get("0").message()))
                    .contains("Partner__r must not be empty, so that none of them can be created before the others");
        }
    }

    private static List<Map<String, Object>> ring(int size) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(row("id", i, "name", "Company " + i, "parent", (i + 1) % size));
        }
        return rows;
    }

    private Object partnerOf(String key) {
        return org.find("Account", "Customer_Id__c", key).orElseThrow().get("Partner__c");
    }

    private Object idOf(String key) {
        return org.find("Account", "Customer_Id__c", key).orElseThrow().get("Id");
    }
}
