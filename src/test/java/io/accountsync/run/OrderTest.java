package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Design rule 12: parents before children, and what lacks its parent is not lost. */
class OrderTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void parentsGoBeforeTheirChildrenWhateverTheOrderOfRows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= 400; i++) {
            rows.add(row("id", i, "name", "Company " + i, "parent", i == 1 ? null : i / 2));
        }
        Collections.shuffle(rows, new Random(7));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.batch-size", "20")) {
            RunReport report = sync.rows(rows).run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(400);
            assertThat(org.stats().recordsUpserted()).as("none was tried twice").isEqualTo(400);
            Object parent =
                    org.find("Account", "Customer_Id__c", "133").orElseThrow().get("Id");
            assertThat(org.find("Account", "Customer_Id__c", "267").orElseThrow())
                    .containsEntry("ParentId", parent);
        }
    }

    @Test
    void aChildWhoseParentIsNotThereIsTriedOnceMoreAtTheEndAndThenParked() {
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(List.of(row("id", 1, "name", "Child", "parent", 2)))
                    .run();

            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.RETRY_LATER)).isEqualTo(1);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(2);
        }
    }

    @Test
    void aParkedChildGoesByItselfInTheRunInWhichItsParentComes() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(row("id", 1, "name", "Child", "parent", 2))).run();

            RunReport next = sync.rows(List.of(customer(2, "Parent"))).run();

            assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(next.count(Count.CREATED)).isEqualTo(1);
            assertThat(next.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow()).containsKey("ParentId");
        }
    }

    @Test
    void aChildWhoseParentIsRefusedInTheSameRunIsPutOff() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("1"),
                        FaultAction.rejectRecord("REQUIRED_FIELD_MISSING", "no"));
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(List.of(customer(1, "Parent"), row("id", 2, "name", "Child", "parent", 1)))
                    .run();

            assertThat(report.count(Count.REJECTED)).isEqualTo(1);
            assertThat(report.count(Count.RETRY_LATER)).isEqualTo(1);
        }
    }

    @Test
    void aCircleOfParentsEndsTheRunInsteadOfHangingIt() {
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(
                            List.of(row("id", 1, "name", "A", "parent", 2), row("id", 2, "name", "B", "parent", 1)))
                    .run();

            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.REJECTED)).isEqualTo(2);
        }
    }

    @Test
    void aParkedPayloadNeverWinsOverANewerRow() {
        var fault = org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withKey("1"),
                        FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "locked"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.retries", "0")) {
            sync.rows(List.of(customer(1, "Old"))).run();
            fault.remove();

            RunReport next = sync.rows(List.of(customer(1, "New"))).run();

            assertThat(next.count(Count.CREATED)).isEqualTo(1);
            assertThat(next.count(Count.RETRIED_SENT)).isZero();
            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow()).containsEntry("Name", "New");
        }
    }

    @Test
    void aRowThatReturnsToWhatSalesforceHasIsNoLongerParked() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.retries", "0")) {
            sync.rows(List.of(customer(1, "Good"))).run();
            var fault = org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).withKey("1"),
                            FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "locked"));
            sync.rows(List.of(customer(1, "Bad"))).run();
            fault.remove();

            RunReport back = sync.rows(List.of(customer(1, "Good"))).run();
            assertThat(back.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(back.count(Count.RETRIED_SENT)).isZero();
            assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow()).containsEntry("Name", "Good");
        }
    }

    @Test
    void aRunWithoutChangesMakesNoRecordCall() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(300)).run();
            org.stats().reset();

            RunReport report = sync.run();

            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
            assertThat(report.count(Count.API_CALLS)).isLessThanOrEqualTo(5);
        }
    }
}
