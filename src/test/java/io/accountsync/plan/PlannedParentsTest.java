package io.accountsync.plan;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ROWS;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.TestSync;
import io.accountsync.run.compare.PlannedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that point to others which are not there: a plan counts them as the run then does. */
class PlannedParentsTest {
    private static final String VISITS =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Visit__c
                    externalId: Key__c
                    fields:
                      Key__c: "${body[id]}"
                      Name: "${body[name]}"
                      What: { lookup: Account.Customer_Id__c, value: "${body[parent]}" }
            """;

    private final List<PlannedRecord> planned = new ArrayList<>();
    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withObject(ObjectSpec.custom("Visit__c", "a01")
                    .with(FieldSpec.text("Key__c", 20).unique().externalId())
                    .with(FieldSpec.lookupToAny(List.of("Account", "Contact"), "WhatId", "What")))
            .build());

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void whatPointsToNobodyAndItsChildrenAreDeferredInThePlanAsInTheRun() throws Exception {
        org.insert("Account", Map.of("Name", "There", "Customer_Id__c", "THERE"));
        List<Map<String, Object>> rows = List.of(
                row("id", "ok", "name", "Ok", "parent", "there"),
                row("id", "top", "name", "Top"),
                row("id", "below", "name", "Below", "parent", "TOP"),
                row("id", "orphan", "name", "Orphan", "parent", "Nobody"),
                row("id", "child", "name", "Child", "parent", "orphan"),
                row("id", "grandchild", "name", "Grandchild", "parent", "child"),
                row("id", "bad", "name", "B".repeat(300)),
                row("id", "ofbad", "name", "Of bad", "parent", "bad"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS)) {
            PlanReport plan = plan(sync.rows(rows), "orphan");

            assertThat(plan.count(Totals.CREATES)).isEqualTo(3);
            assertThat(plan.count(Totals.DEFERRED)).isEqualTo(4);
            assertThat(plan.count(Totals.WAITING)).isEqualTo(4);
            assertThat(plan.count(Totals.INVALID)).isEqualTo(1);
            assertThat(keys("defer")).containsExactlyInAnyOrder("orphan", "child", "grandchild", "ofbad");
            assertThat(planned.stream().filter(one -> one.key().equals("orphan")))
                    .singleElement()
                    .satisfies(one -> assertThat(one.fields()).singleElement().satisfies(field -> {
                        assertThat(field.name()).isEqualTo("Parent.Customer_Id__c");
                        assertThat(field.to()).isEqualTo("Nobody");
                    }));
            assertThat(plan.notes())
                    .filteredOn(note -> note.contains("orphan would"))
                    .containsExactly(
                            "orphan would be deferred: Parent.Customer_Id__c is to be \"Nobody\", and no such record "
                                    + "is in Salesforce or would be created before; it would be tried again by later runs.");

            RunReport run = sync.run();
            assertThat(run.count(Count.CREATED)).as(run.toJson()).isEqualTo(plan.count(Totals.CREATES));
            assertThat(run.count(Count.RETRY_LATER)).isEqualTo(plan.count(Totals.WAITING));

            assertThat(plan(sync).count(Totals.DEFERRED))
                    .as("what waits goes on to wait")
                    .isEqualTo(4);
        }
    }

    @Test
    void aRecordThatTheOrgHasAndThatPointsToNobodyIsDeferredToo() throws Exception {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS)) {
            sync.rows(List.of(row("id", "a", "name", "A"))).run();
            PlanReport plan = plan(sync.rows(List.of(row("id", "a", "name", "New", "parent", "nobody"))));

            assertThat(plan.count(Totals.UPDATES)).isZero();
            assertThat(plan.count(Totals.DEFERRED)).isEqualTo(1);
            assertThat(sync.run().count(Count.RETRY_LATER)).isEqualTo(1);
        }
    }

    @Test
    void aLookupToAnotherObjectIsLookedForThere() throws Exception {
        org.insert("Account", Map.of("Name", "There", "Customer_Id__c", "There"));
        try (TestSync sync = TestSync.startFile(org, directory, VISITS + ROWS)) {
            PlanReport plan = plan(sync.rows(List.of(
                    row("id", 1, "name", "First", "parent", "THERE"),
                    row("id", 2, "name", "Second", "parent", "nobody"),
                    row("id", 3, "name", "Third"))));

            assertThat(plan.count(Totals.CREATES)).isEqualTo(2);
            assertThat(keys("defer")).containsExactly("2");
            RunReport run = sync.run();
            assertThat(run.count(Count.CREATED)).as(run.toJson()).isEqualTo(2);
            assertThat(run.count(Count.RETRY_LATER)).isEqualTo(1);
        }
    }

    private PlanReport plan(TestSync sync, String... keys) throws Exception {
        planned.clear();
        return new Planning(sync.context(), planned::add, Optional.empty()).plan("accounts", null, List.of(keys));
    }

    private List<String> keys(String word) {
        return planned.stream()
                .filter(one -> one.word().equals(word))
                .map(PlannedRecord::key)
                .toList();
    }
}
