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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detail records, whose master Salesforce takes when they are created and never again. */
class DetailRecordsTest {
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
                      Account__r: { lookup: Customer_Id__c, value: "${body[parent]}", write: onCreate }
            """;

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withObject(ObjectSpec.custom("Visit__c", "a01")
                    .with(FieldSpec.text("Key__c", 20).unique().externalId())
                    .with(FieldSpec.masterDetailTo("Account", "Account__c", "Account__r")))
            .build());

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void areCreatedWithTheirMasterAndUpdatedWithoutItAsThePlanSays(String path) throws Exception {
        String acme = org.insert("Account", Map.of("Name", "Acme", "Customer_Id__c", "A1"));
        org.insert("Account", Map.of("Name", "Globex", "Customer_Id__c", "A2"));
        // One that the state does not know.
        org.insert("Visit__c", Map.of("Key__c", "9", "Name", "Ninth", "Account__c", acme));
        try (TestSync sync = TestSync.startFile(org, directory, VISITS + ROWS, "sync.path", path)) {
            sync.rows(List.of(
                    row("id", 1, "name", "First", "parent", "A1"), row("id", 9, "name", "New name", "parent", "A1")));
            PlanReport plan = plan(sync);
            assertThat(plan.findings()).noneMatch(finding -> finding.text().contains("Account__r"));
            assertThat(plan.count(Totals.CREATES)).isEqualTo(1);
            assertThat(plan.count(Totals.UPDATES)).isEqualTo(1);

            RunReport first = sync.run();
            assertThat(first.status()).as(first.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(first.count(Count.CREATED)).isEqualTo(1);
            assertThat(first.count(Count.UPDATED)).isEqualTo(1);
            assertThat(visit("1")).containsEntry("Account__c", acme);
            assertThat(visit("9")).containsEntry("Name", "New name");

            RunReport next = sync.rows(List.of(
                            row("id", 1, "name", "Moved", "parent", "A2"),
                            row("id", 9, "name", "New name", "parent", "A1")))
                    .run();
            assertThat(next.status()).as(next.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(next.count(Count.UPDATED)).isEqualTo(1);
            assertThat(visit("1")).containsEntry("Name", "Moved").containsEntry("Account__c", acme);
        }
    }

    @Test
    void aFileWithoutWriteOnCreateIsRefusedBeforeAnythingIsSent() {
        String always = VISITS.replace(", write: onCreate", "");
        try (TestSync sync = TestSync.startFile(org, directory, always + ROWS)) {
            RunReport report = sync.rows(List.of(row("id", 1, "name", "First", "parent", "A1")))
                    .run();

            assertThat(report.exitCode()).isEqualTo(2);
            assertThat(report.message()).contains("Account__r can be written only when a record is created");
            assertThat(org.records("Visit__c")).isEmpty();
        }
    }

    private static PlanReport plan(TestSync sync) throws Exception {
        return new Planning(sync.context(), planned -> {}, Optional.empty()).plan("accounts", null, List.of());
    }

    private Map<String, Object> visit(String key) {
        return org.find("Visit__c", "Key__c", key).orElseThrow();
    }
}
