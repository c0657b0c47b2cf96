package io.accountsync.run;

import static io.accountsync.run.TestSync.ROWS;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.plan.Planning;
import io.accountsync.reconcile.Difference;
import io.accountsync.reconcile.ReconcileReport;
import io.accountsync.reconcile.Reconciliation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lookup to several objects goes right by both paths, and is read back. */
class NamedLookupRunTest {
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
                      What: { lookup: Account.Customer_Id__c, value: "${body[parent]}", whenEmpty: clear }
            """;

    private final List<Difference> found = new ArrayList<>();
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

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void theObjectIsNamedInWhatIsSentAndTheRecordIsFound(String path) throws Exception {
        String acme = org.insert("Account", Map.of("Name", "Acme", "Customer_Id__c", "A1"));
        String globex = org.insert("Account", Map.of("Name", "Globex", "Customer_Id__c", "A2"));
        try (TestSync sync = TestSync.startFile(org, directory, VISITS + ROWS, "sync.path", path)) {
            RunReport report = sync.rows(List.of(
                            row("id", 1, "name", "First", "parent", "a1"),
                            row("id", 2, "name", "Second", "parent", "A2"),
                            row("id", 3, "name", "Third")))
                    .run();

            assertThat(report.status()).as(report.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(visit("1")).containsEntry("WhatId", acme);
            assertThat(visit("2")).containsEntry("WhatId", globex);
            assertThat(visit("3").get("WhatId")).isNull();

            sync.rows(List.of(row("id", 1, "name", "First", "parent", null)));
            assertThat(sync.run().count(Count.UPDATED)).isEqualTo(1);
            assertThat(visit("1").get("WhatId")).isNull();
        }
    }

    @Test
    void planAndReconcileReadTheKeyOfWhatItPointsTo() throws Exception {
        String acme = org.insert("Account", Map.of("Name", "Acme", "Customer_Id__c", "A1"));
        org.insert("Account", Map.of("Name", "Globex", "Customer_Id__c", "A2"));
        String person = org.insert("Contact", Map.of("LastName", "Lovelace"));
        org.insert("Visit__c", Map.of("Key__c", "1", "Name", "First", "WhatId", acme));
        org.insert("Visit__c", Map.of("Key__c", "2", "Name", "Second", "WhatId", acme));
        org.insert("Visit__c", Map.of("Key__c", "3", "Name", "Third", "WhatId", person));
        try (TestSync sync = TestSync.startFile(org, directory, VISITS + ROWS)) {
            sync.rows(List.of(
                    row("id", 1, "name", "First", "parent", "A1"),
                    row("id", 2, "name", "Second", "parent", "A2"),
                    row("id", 3, "name", "Third", "parent", "A2")));

            PlanReport plan =
                    new Planning(sync.context(), planned -> {}, Optional.empty()).plan("accounts", null, List.of());
            assertThat(plan.count(Totals.SAME)).isEqualTo(1);
            assertThat(plan.count(Totals.UPDATES)).isEqualTo(2);

            ReconcileReport report =
                    new Reconciliation(sync.context(), found::add, Optional.empty()).compare("accounts");
            assertThat(report.equal()).isEqualTo(1);
            assertThat(report.fields()).containsEntry("What.Customer_Id__c", 2L);
            assertThat(found).extracting(Difference::key).containsExactlyInAnyOrder("2", "3");
            assertThat(found.get(0).fields()).singleElement().satisfies(field -> {
                assertThat(field.from()).isEqualTo("A1");
                assertThat(field.to()).isEqualTo("A2");
            });
        }
    }

    @Test
    void anUnnamedLookupIsRefusedByARunToo() {
        String unnamed = VISITS.replace("Account.Customer", "Customer");
        try (TestSync sync = TestSync.startFile(org, directory, unnamed + ROWS)) {
            RunReport report = sync.rows(List.of(row("id", 1, "name", "First", "parent", "A1")))
                    .run();

            assertThat(report.exitCode()).isEqualTo(2);
            assertThat(report.message()).contains("What points to several objects (Account, Contact)");
            assertThat(org.records("Visit__c")).isEmpty();
        }
    }

    private Map<String, Object> visit(String key) {
        return org.find("Visit__c", "Key__c", key).orElseThrow();
    }
}
