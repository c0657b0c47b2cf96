package io.accountsync.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.TestSync;
import io.accountsync.run.compare.PlannedRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan shows what would be deleted or flagged, and what goes with it. */
class PlannedDeletionsTest {
    private static final String DELETE =
            TestSync.ACCOUNTS.replace("externalId:", "whenRowGone: delete\n        externalId:");
    private static final String FLAG = TestSync.ACCOUNTS.replace(
            "externalId:", "whenRowGone: flag\n        flag: { Rating: Cold, Type: Other }\n        externalId:");

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void eachDeletionIsShownAndAllThatSalesforceDeletesWithThem() throws Exception {
        try (TestSync sync = TestSync.start(org, directory, DELETE, "sync.max-deletions", "5")) {
            sync.rows(TestSync.customers(4)).run();
            for (int key : List.of(1, 3, 4, 4)) {
                org.insert("Contact", Map.of("LastName", "Of " + key, "AccountId", id(key)));
            }
            org.insert("Task", Map.of("Subject", "Call", "WhatId", id(4)));
            List<PlannedRecord> records = new ArrayList<>();
            Path csv = directory.resolve("plan.csv");

            PlanReport report = new Planning(sync.rows(TestSync.customers(2)).context(), records::add, Optional.of(csv))
                    .plan("accounts", null, List.of());

            assertThat(records)
                    .extracting(PlannedRecord::word, PlannedRecord::key, PlannedRecord::why)
                    .containsExactly(
                            tuple("delete", "3", "it is not among the rows"),
                            tuple("delete", "4", "it is not among the rows"));
            assertThat(report.count(Totals.DELETES)).isEqualTo(2);
            assertThat(report.cascades()).containsEntry("Contact", 3L).containsEntry("Task", 1L);
            assertThat(report.exitCode()).isZero();
            assertThat(Files.readString(csv)).contains("delete,3," + id(3)).contains("delete,4," + id(4));
            assertThat(org.find("Account", "Customer_Id__c", "3")).isPresent();
            assertThat(sync.run().counts()).containsEntry("deleted", report.count(Totals.DELETES));
        }
    }

    @Test
    void eachFlagIsShownWithTheFieldsThatItSets() throws Exception {
        try (TestSync sync = TestSync.start(org, directory, FLAG, "sync.max-deletions", "5")) {
            sync.rows(TestSync.customers(3)).run();
            List<PlannedRecord> records = new ArrayList<>();

            PlanReport report = new Planning(sync.rows(TestSync.customers(2)).context(), records::add, Optional.empty())
                    .plan("accounts", null, List.of());

            assertThat(report.count(Totals.FLAGS)).isEqualTo(1);
            assertThat(records)
                    .extracting(PlannedRecord::word, PlannedRecord::key)
                    .containsExactly(tuple("flag", "3"));
            assertThat(records.get(0).fields())
                    .extracting(PlannedRecord.PlannedField::name, PlannedRecord.PlannedField::to)
                    .containsExactlyInAnyOrder(tuple("Rating", "Cold"), tuple("Type", "Other"));
            assertThat(sync.run().counts()).containsEntry("flagged", 1L);
            assertThat(org.find("Account", "Customer_Id__c", "3").orElseThrow()).containsEntry("Type", "Other");
        }
    }

    @Test
    void aPlanSaysWhichGuardWouldStopTheRun() throws Exception {
        try (TestSync sync = TestSync.start(org, directory, DELETE)) {
            sync.rows(TestSync.customers(4)).run();
            List<PlannedRecord> records = new ArrayList<>();

            PlanReport report = new Planning(sync.rows(TestSync.customers(2)).context(), records::add, Optional.empty())
                    .plan("accounts", null, List.of());

            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(report.heldBack().reason()).contains("would delete 2 records", "sync.max-deletions");
            assertThat(records).hasSize(2);
        }
    }

    private String id(int key) {
        return String.valueOf(org.find("Account", "Customer_Id__c", String.valueOf(key))
                .orElseThrow()
                .get("Id"));
    }
}
