package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.RejectedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records go through Bulk API 2.0 and come out as through collections. */
class BulkTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aJobTakesAllRecordsInFewCalls() {
        try (TestSync sync = bulk()) {
            RunReport report = sync.rows(customers(300)).run();

            assertThat(report.message()).isNull();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(300);
            assertThat(org.records("Account")).hasSize(300);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
            assertThat(org.stats().calls(CallKind.BULK)).isBetween(5L, 9L);
            assertThat(report.count(Count.API_CALLS)).isEqualTo(org.stats().calls(CallKind.BULK) + 3);
            assertThat(sync.run().count(Count.UNCHANGED)).isEqualTo(300);
        }
    }

    @Test
    void valuesArriveAsThroughCollections() {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row("id", "a,b", "name", "Quoted \"Inc\", comma", "city", "Line one\nline two"));
        rows.add(row("id", "c ", "name", "Ünï 😀", "city", "Line\r\nends"));
        rows.add(row("id", "d", "name", "#N/A", "city", " padded "));
        rows.add(row("id", "e", "name", "No city"));
        try (TestSync sync = bulk()) {
            RunReport report = sync.rows(rows).run();
            assertThat(report.message()).isNull();
            assertThat(report.count(Count.CREATED)).isEqualTo(4);
        }
        List<Map<String, Object>> byBulk = values(org);
        try (LocalOrg other = LocalOrg.start();
                TestSync sync =
                        TestSync.start(other, directory.resolve("other"), ACCOUNTS, "sync.path", "collections")) {
            sync.rows(rows).run();
            assertThat(byBulk).isEqualTo(values(other));
        }
    }

    @Test
    void parentsGoInAJobBeforeTheirChildren() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            rows.add(row("id", "p" + i, "name", "Parent"));
            rows.add(row("id", "c" + i, "name", "Child", "parent", "p" + i));
        }
        try (TestSync sync = bulk()) {
            RunReport report = sync.rows(rows).run();
            assertThat(report.message()).isNull();
            assertThat(report.count(Count.CREATED)).isEqualTo(80);
            assertThat(org.records("Account").stream().filter(account -> account.get("ParentId") != null))
                    .hasSize(40);
        }
    }

    @Test
    void eachRecordIsJudgedByItsOwnResult() {
        org.faults()
                .add(
                        FaultMatch.any().withKey("2"),
                        FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Not: this -- one", "Name"));
        try (TestSync sync = bulk()) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.CREATED)).isEqualTo(2);
            assertThat(report.count(Count.REJECTED)).isEqualTo(1);
            RejectedRecord parked =
                    sync.ofState(state -> state.rejected().find(List.of("2")).get("2"));
            assertThat(parked)
                    .matches(record -> record.code().equals("FIELD_CUSTOM_VALIDATION_EXCEPTION")
                            && record.message().equals("Not: this -- one")
                            && record.fields().equals("Name"));
        }
    }

    private TestSync bulk(String... settings) {
        List<String> all = new ArrayList<>(List.of("sync.path", "bulk"));
        all.addAll(List.of(settings));
        return TestSync.start(org, directory, ACCOUNTS, all.toArray(String[]::new));
    }

    private static List<Map<String, Object>> values(LocalOrg org) {
        return org.records("Account").stream()
                .map(account -> {
                    Map<String, Object> values = new TreeMap<String, Object>();
                    for (String field : List.of("Customer_Id__c", "Name", "BillingCity")) {
                        values.put(field, String.valueOf(account.get(field)));
                    }
                    return values;
                })
                .sorted(Comparator.comparing(
                        values -> values.get("Customer_Id__c").toString()))
                .toList();
    }
}
