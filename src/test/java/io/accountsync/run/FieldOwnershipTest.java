package io.accountsync.run;

import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sales people enter in Salesforce stays, where the sync file says that it is theirs; on both paths. */
class FieldOwnershipTest {
    private static final String OWNED = TestSync.ACCOUNTS.replace(
            "BillingCity: \"${body[city]}\"",
            "BillingCity: \"${body[city]}\"\n        fields[Rating]: {value: \"${body[rating]}\", write: onCreate}"
                    + "\n        fields[Phone]: {value: \"${body[phone]}\", write: ifBlank}");

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void anEditOfAnOnCreateFieldSurvivesEveryLaterRun(String path) {
        try (TestSync sync = sync(OWNED, path)) {
            sync.rows(List.of(acme("Bonn", "Hot", "1"))).run();
            assertThat(account()).containsEntry("Rating", "Hot").containsEntry("Phone", "1");

            edit(Map.of("Rating", "Cold"));
            RunReport report = sync.rows(List.of(acme("Berlin", "Warm", "1"))).run();
            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
            assertThat(account()).containsEntry("BillingCity", "Berlin").containsEntry("Rating", "Cold");

            sync.run(RunMode.FULL_REFRESH);
            assertThat(account()).containsEntry("Rating", "Cold");
        }
    }

    @Test
    void aChangeOfAnOnCreateFieldAloneIsNoChange() {
        try (TestSync sync = sync(OWNED, "collections")) {
            sync.rows(List.of(acme("Bonn", "Hot", "1"))).run();
            assertThat(sync.rows(List.of(acme("Bonn", "Warm", "1"))).run().count(Count.UNCHANGED))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void recordsThatTheStateDoesNotKnowKeepTheirOnCreateFields(String path) {
        org.insert("Account", Map.of("Name", "Acme", "Customer_Id__c", "a-1", "Rating", "Cold"));
        try (TestSync sync = sync(OWNED, path)) {
            RunReport report = sync.rows(
                            List.of(acme("Bonn", "Hot", "1"), row("id", "B-2", "name", "B", "rating", "Hot")))
                    .run();
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
        }
        assertThat(org.find("Account", "Customer_Id__c", "A-1").orElseThrow())
                .containsEntry("Rating", "Cold")
                .containsEntry("BillingCity", "Bonn");
        assertThat(org.find("Account", "Customer_Id__c", "B-2").orElseThrow()).containsEntry("Rating", "Hot");
    }

    @Test
    void theOrgIsAskedForKeysOrForAllThatItHasWhicheverTakesFewerCalls() {
        for (int i = 0; i < 4100; i++) {
            org.insert("Account", Map.of("Name", "Old", "Customer_Id__c", "old" + i, "Rating", "Cold"));
        }
        try (TestSync sync = sync(OWNED, "collections")) {
            sync.rows(List.of(row("id", "old7", "name", "New", "rating", "Hot")))
                    .run();
            assertThat(org.stats().calls(CallKind.COMPOSITE)).isEqualTo(2);
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i < 700; i++) {
                rows.add(row("id", "old" + i, "name", "New", "rating", "Hot"));
            }
            assertThat(sync.rows(rows).run().count(Count.UPDATED)).isEqualTo(699);
        }
        assertThat(org.records("Account"))
                .allSatisfy(record -> assertThat(record).containsEntry("Rating", "Cold"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void anIfBlankFieldIsWrittenWhileItIsBlank(String path) {
        try (TestSync sync = sync(OWNED, path)) {
            sync.rows(List.of(acme("Bonn", "Hot", null))).run();
            sync.rows(List.of(acme("Bonn", "Hot", "1"))).run();
            assertThat(account()).containsEntry("Phone", "1");

            edit(Map.of("Phone", "2"));
            sync.rows(List.of(acme("Berlin", "Hot", "3"))).run();
            assertThat(account()).containsEntry("Phone", "2").containsEntry("BillingCity", "Berlin");
            sync.run(RunMode.FULL_REFRESH);
            assertThat(account()).containsEntry("Phone", "2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void whatIsNotOursToWriteCostsNoCallAndCountsAsUnchanged(String path) {
        String owned = OWNED.replaceFirst(" *Name: .*\n", "").replaceFirst(" *BillingCity: .*\n", "")
                + "        fields[Name]: {value: \"${body[name]}\", write: onCreate}\n";
        try (TestSync sync = sync(owned, path)) {
            sync.rows(List.of(acme(null, "Hot", "1"))).run();
            long calls = org.stats().calls(CallKind.COLLECTIONS) + org.stats().calls(CallKind.BULK);
            RunReport report = sync.rows(List.of(acme(null, "Hot", "2"))).run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(org.stats().calls(CallKind.COLLECTIONS) + org.stats().calls(CallKind.BULK))
                    .isEqualTo(calls);
            assertThat(account()).containsEntry("Phone", "1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void aRecordThatWasDeletedInSalesforceGetsAllItsFieldsAgain(String path) {
        try (TestSync sync = sync(OWNED, path)) {
            sync.rows(List.of(acme("Bonn", "Hot", "1"))).run();
            org.delete((String) account().get("Id"));
            RunReport report = sync.rows(List.of(acme("Berlin", "Hot", "1"))).run();
            assertThat(report.count(Count.RECREATED)).isEqualTo(1);
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(account()).containsEntry("Rating", "Hot").containsEntry("BillingCity", "Berlin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void withSendChangedOnlyFieldsThatChangedAtTheSourceAreWritten(String path) {
        try (TestSync sync = sync(TestSync.ACCOUNTS, path, "sync.send", "changed")) {
            assertThat(sync.rows(List.of(acme("Bonn", null, null))).run().message())
                    .isNull();
            edit(Map.of("Name", "Acme Incorporated"));
            sync.rows(List.of(acme("Berlin", null, null))).run();
            assertThat(account()).containsEntry("Name", "Acme Incorporated").containsEntry("BillingCity", "Berlin");

            sync.run(RunMode.FULL_REFRESH);
            assertThat(account()).containsEntry("Name", "Acme");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void withSendChangedARecordThatWasDeletedIsMadeAnewWithAllItsFields(String path) {
        try (TestSync sync = sync(TestSync.ACCOUNTS, path, "sync.send", "changed")) {
            sync.rows(List.of(acme("Bonn", null, null))).run();
            org.delete((String) account().get("Id"));
            RunReport report = sync.rows(List.of(acme("Berlin", null, null))).run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(account()).containsEntry("Name", "Acme").containsEntry("BillingCity", "Berlin");
        }
    }

    @Test
    void withSendChangedTheFirstUpdateCarriesAllFields() {
        try (TestSync sync = sync(TestSync.ACCOUNTS, "collections")) {
            sync.rows(List.of(acme("Bonn", null, null))).run();
        }
        edit(Map.of("Name", "Other"));
        try (TestSync sync = sync(TestSync.ACCOUNTS, "collections", "sync.send", "changed")) {
            sync.rows(List.of(acme("Berlin", null, null))).run();
            assertThat(account()).containsEntry("Name", "Acme");
        }
    }

    private TestSync sync(String mapping, String path, String... keys) {
        List<String> all = new ArrayList<>(List.of("sync.path", path, "sync.bulk.poll-interval", "1ms"));
        all.addAll(List.of(keys));
        return TestSync.start(org, directory, mapping, all.toArray(String[]::new));
    }

    private static Map<String, Object> acme(String city, String rating, String phone) {
        return row("id", "A-1", "name", "Acme", "city", city, "rating", rating, "phone", phone);
    }

    private Map<String, Object> account() {
        return org.find("Account", "Customer_Id__c", "A-1").orElseThrow();
    }

    /** As a sales person does it. */
    private void edit(Map<String, Object> fields) {
        org.edit("Account", (String) account().get("Id"), fields);
    }
}
