package io.accountsync.run.send;

import static io.accountsync.localorg.fault.FaultAction.dropConnection;
import static io.accountsync.localorg.fault.FaultAction.html;
import static io.accountsync.localorg.fault.FaultAction.loseAnswer;
import static io.accountsync.localorg.fault.FaultAction.rejectRecord;
import static io.accountsync.localorg.fault.FaultAction.respond;
import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ROWS;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises 1 and 4: confirmed means confirmed by Salesforce's own per-record result, and batches go out full. */
class SendingTest {
    private LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void batchesGoOutFullHoweverFewRowsOfAPageChanged() {
        try (TestSync sync = TestSync.start(org, directory)) {
            List<Map<String, Object>> rows = customers(5000);
            sync.rows(rows).run();
            org.stats().reset();
            for (int i = 0; i < rows.size(); i += 12) {
                rows.set(i, customer(i + 1, "Changed"));
            }

            RunReport report = sync.rows(rows).run();

            assertThat(report.count(Count.UPDATED)).isEqualTo(417);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(3);
            assertThat(report.count(Count.API_CALLS)).isLessThanOrEqualTo(3 + 5);
        }
    }

    @Test
    void batchSizeIsAKey() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.batch-size", "25")) {
            sync.rows(customers(100)).run();
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void callsInFlightAreBoundedByTheKey(int inFlight) {
        org.close();
        // The more calls must meet, the longer each takes.
        org = LocalOrg.start(LocalOrgOptions.builder()
                .latency(Duration.ofMillis(25L * inFlight))
                .build());
        try (TestSync sync = TestSync.start(
                org, directory, ACCOUNTS, "sync.in-flight", String.valueOf(inFlight), "sync.batch-size", "10")) {
            RunReport report = sync.rows(customers(240)).run();

            assertThat(report.count(Count.CREATED)).isEqualTo(240);
            assertThat(org.stats().mostCollectionsInFlight()).isEqualTo(inFlight);
        }
    }

    @Test
    void aSyncMayHaveFewerCallsInFlightThanAnother() {
        org.close();
        org = LocalOrg.start(
                LocalOrgOptions.builder().latency(Duration.ofMillis(40)).build());
        String both = ACCOUNTS
                + ROWS
                + (ACCOUNTS + ROWS).replace("accounts", "others").replace("io.othersync", "io.accountsync");
        try (TestSync sync = TestSync.startFile(
                org, directory, both, "sync.in-flight", "6", "sync.accounts.in-flight", "2", "sync.batch-size", "10")) {
            sync.rows(customers(200)).run();
            assertThat(org.stats().mostCollectionsInFlight()).isEqualTo(2);
        }
    }

    @Test
    void aKeyOfOneSyncWinsOverTheKeyOfAll() {
        try (TestSync sync =
                TestSync.start(org, directory, ACCOUNTS, "sync.batch-size", "7", "sync.accounts.batch-size", "50")) {
            sync.rows(customers(100)).run();
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(2);
        }
    }

    @Test
    void eachRecordIsJudgedByItsOwnResult() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Not this one"));
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.CREATED)).isEqualTo(2);
            assertThat(report.count(Count.REJECTED)).isEqualTo(1);
            assertThat(report.findings())
                    .containsExactly(
                            new RunReport.Finding("rejected", "FIELD_CUSTOM_VALIDATION_EXCEPTION", 1, List.of("2")));
            assertThat(org.find("Account", "Customer_Id__c", "2")).isEmpty();
        }
    }

    @Test
    void salesforcesMessageStaysOutOfTheReport() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        rejectRecord("STRING_TOO_LONG", "data value too large: Secret Ltd"));
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(customers(3)).run().toJson()).doesNotContain("Secret Ltd");
        }
    }

    @Test
    void anAnswerThatIsTooShortConfirmsNothingByItself() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), new FaultAction.ShortList(1));
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(10)).run();

            assertThat(report.count(Count.CONFIRMED_ON_REPEAT)).isEqualTo(10);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(2);
        }
    }

    @Test
    void anAnswerWithoutBodyConfirmsNothingByItself() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).once(),
                        new FaultAction.AnswerWith(200, "application/json", "", false));
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(customers(10)).run().count(Count.CREATED)).isEqualTo(10);
        }
    }

    @Test
    void aProxysPageConfirmsNothing() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), html());
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(customers(10)).run().count(Count.CREATED)).isEqualTo(10);
        }
    }

    @Test
    void anAnswerLostAfterTheCommitIsCountedAsConfirmedOnRepeat() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), loseAnswer());
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(10)).run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CONFIRMED_ON_REPEAT)).isEqualTo(10);
            assertThat(org.records("Account")).hasSize(10);
        }
    }

    @Test
    void aConnectionDroppedBeforeTheCommitCreatesOnRepeat() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), dropConnection());
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(customers(10)).run().count(Count.CREATED)).isEqualTo(10);
        }
    }

    @Test
    void onlyTheRecordsConcernedAreSentAgain() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2").once(),
                        rejectRecord("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record"));
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.count(Count.CREATED)).isEqualTo(3);
            assertThat(org.stats().recordsUpserted()).isEqualTo(3);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(2);
        }
    }

    @Test
    void aRecordThatStaysLockedIsPutOffToTheNextRunWhichSendsItByItself() {
        var fault = org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                        rejectRecord("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.retries", "2")) {
            RunReport report = sync.rows(customers(3)).run();
            assertThat(report.count(Count.RETRY_LATER)).isEqualTo(1);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(3);

            fault.remove();
            RunReport next = sync.rows(customers(1)).run();
            assertThat(next.count(Count.RETRIED_SENT)).isEqualTo(1);
            assertThat(next.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
            assertThat(org.records("Account")).hasSize(3);
        }
    }

    @Test
    void serverErrorsAreRetriedAndThenStopTheRun() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), respond(503, "SERVER_UNAVAILABLE", "busy"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.retries", "2")) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("3 tries").contains("SERVER_UNAVAILABLE");
            assertThat(report.count(Count.UNSENT)).isEqualTo(3);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(3);
        }
    }

    @Test
    void aFieldThatTheOrgLostStopsTheRunInsteadOfBlamingEachRecord() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS),
                        FaultAction.respond(
                                400, "INVALID_FIELD", "No such column 'BillingCity' on sobject of type Account"));
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(200)).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("every call alike", "INVALID_FIELD", "The field BillingCity is gone");
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(3);
            assertThat(sync.parked()).isZero();
        }
    }

    @Test
    void aBatchThatIsTooMuchForATriggerIsHalved() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).times(150),
                        rejectRecord(
                                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                                "Trg: System.LimitException: Apex CPU time limit exceeded"));
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(customers(150)).run();

            assertThat(report.count(Count.CREATED)).isEqualTo(150);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(3);
        }
    }

    @Test
    void aRequestRefusedAsAWholeIsSplitUntilTheGuiltyStandsAlone() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("\"Poison\""),
                        respond(400, "JSON_PARSER_ERROR", "Unexpected character"));
        try (TestSync sync = TestSync.start(org, directory)) {
            List<Map<String, Object>> rows = customers(100);
            rows.set(41, customer(42, "Poison"));

            RunReport report = sync.rows(rows).run();

            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.CREATED)).isEqualTo(99);
            assertThat(report.findings())
                    .containsExactly(new RunReport.Finding("rejected", "JSON_PARSER_ERROR", 1, List.of("42")));
        }
    }

    @Test
    void theDailyLimitStopsTheRunAndTheNextOneCarriesOn() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).from(2),
                        respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.batch-size", "10", "sync.in-flight", "1")) {
            RunReport report = sync.rows(customers(30)).run();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(report.message()).contains("REQUEST_LIMIT_EXCEEDED").contains("24 hours");
            assertThat(report.count(Count.CREATED)).isEqualTo(10);
            assertThat(report.count(Count.UNSENT)).isEqualTo(20);

            org.faults().clear();
            RunReport next = sync.run();
            assertThat(next.count(Count.UNCHANGED)).isEqualTo(10);
            assertThat(next.count(Count.CREATED)).isEqualTo(20);
        }
    }

    @Test
    void whatAnErrorAsksForCanBeSetByKey() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("2").once(),
                        rejectRecord("TRIGGER_HICCUP", "try me again"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.errors.TRIGGER_HICCUP", "retry")) {
            assertThat(sync.rows(customers(3)).run().count(Count.CREATED)).isEqualTo(3);
        }
    }

    @Test
    void anExpiredSessionIsRenewedInTheMiddleOfARun() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(2).once(), new FaultAction.ExpireSessions());
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.batch-size", "10")) {
            RunReport report = sync.rows(customers(100)).run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(100);
        }
    }

    @Test
    void allOrNoneIsNotAsked() {
        org.faults()
                .add(FaultMatch.on(CallKind.COLLECTIONS).withKey("1"), rejectRecord("REQUIRED_FIELD_MISSING", "no"));
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(customers(3)).run().count(Count.CREATED)).isEqualTo(2);
        }
    }

    @Test
    void theApiUsageOfTheOrgIsKnownAfterACall() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
            var component = sync.context().getComponent("salesforce", io.accountsync.salesforce.OrgComponent.class);
            assertThat(component.usage().latest().orElseThrow().limit()).isEqualTo(15_000);
        }
    }

    @Test
    void textOfEveryKindArrivesAsItIs() {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> names =
                List.of("Bäckerei \"Zum Hörnchen\", Söhne", "O'Leary \\ Sons", "株式会社", "🥐 emoji 🚀", "tab\tand\nline");
        for (int i = 0; i < names.size(); i++) {
            rows.add(customer(i, names.get(i)));
        }
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(rows).run();
            assertThat(org.records("Account"))
                    .extracting(account -> account.get("Name"))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }
}
