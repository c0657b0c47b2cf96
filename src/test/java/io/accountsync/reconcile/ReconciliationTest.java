package io.accountsync.reconcile;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.JsonText;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.reconcile.Difference.Kind;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.run.compare.NamedInvalidRow;
import io.accountsync.source.MalformedRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reconcile tells all that is not the same on both sides, and nothing that is. */
class ReconciliationTest {
    private final LocalOrg org = LocalOrg.start();
    private final List<Difference> found = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void afterARunBothSidesAreTheSame() throws Exception {
        List<Map<String, Object>> rows = customers(2300);
        rows.add(row("id", " Mixed-Case ", "name", " Padded\r\nlines ", "city", "  ", "parent", "1"));
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(rows).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            ReconcileReport report = compare(sync);
            assertThat(found).isEmpty();
            assertThat(report.equal()).isEqualTo(2301);
            assertThat(report.exitCode()).isZero();
        }
    }

    @Test
    void whatIsMissingDifferentOrUnknownIsToldOfEachKind() throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(4)).run();
            Long cursor = sync.cursor();
            edit("2", Map.of("Name", "As sales people call it", "BillingCity", "Bonn"));
            org.delete(id("3"));
            sync.rows(List.of(
                    row("id", 1, "name", "Company 1"),
                    row("id", 2, "name", "Company 2"),
                    row("id", 3, "name", "Company 3"),
                    row("id", 1, "name", "Company 1"),
                    row("name", "Nobody")));
            Path csv = directory.resolve("differences.csv");
            ReconcileReport report =
                    new Reconciliation(sync.context(), found::add, Optional.of(csv)).compare("accounts");

            assertThat(report.exitCode()).isEqualTo(3);
            assertThat(report.equal()).isEqualTo(1);
            assertThat(report.duplicates()).isEqualTo(1);
            assertThat(report.invalid()).isEqualTo(1);
            assertThat(report.fields()).containsEntry("Name", 1L).containsEntry("BillingCity", 0L);
            assertThat(found)
                    .extracting(Difference::kind, Difference::key)
                    .containsExactlyInAnyOrder(
                            tuple(Kind.DIFFERENT, "2"), tuple(Kind.MISSING, "3"), tuple(Kind.UNKNOWN, "4"));
            assertThat(Files.readAllLines(csv))
                    .contains(
                            "different,2," + id("2") + ",Name,As sales people call it,Company 2,2", "missing,3,,,,,3");
            assertThat(sync.cursor()).isEqualTo(cursor);
            assertThat(org.records("Account")).hasSize(3);
        }
    }

    @Test
    void refusedRecordsAreCountedSoThatNobodyWonders() throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(row("id", 1, "name", "Fine"), row("id", 2, "name", null)))
                    .run();
            ReconcileReport report = compare(sync);
            assertThat(report.missing()).isEqualTo(1);
            assertThat(report.open()).isEqualTo(1);
        }
    }

    @Test
    void aRecordWhoseRowCannotBeMappedAnyMoreIsNotUnknownAndNotTheSameAndEndsWithThree() throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(2)).run();
            sync.rows(List.of(row("id", 1, "name", "Company 1"), row("id", 2, "name", "x".repeat(300))));
            ReconcileReport report = compare(sync);
            assertThat(found).isEmpty();
            assertThat(report.invalid()).isEqualTo(1);
            assertThat(report.equal()).isEqualTo(1);
            assertThat(report.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void rowsThatMakeNoPayloadAreNamedByKeyAndPlaceAndThoseBeyondTheFirstThousandCounted() throws Exception {
        List<Object> rows = new ArrayList<>(customers(1));
        rows.add(new MalformedRow("rows.csv, line 3", "expected 3 columns, found 2"));
        rows.add(row("id", 2, "name", "Secret".repeat(50)));
        rows.add(row("name", "No key"));
        for (int i = 0; i < 1000; i++) {
            rows.add(row("id", "bad" + i, "name", "x".repeat(300)));
        }
        try (TestSync sync = TestSync.start(org, directory)) {
            ReconcileReport report = compare(sync.rows(() -> rows));

            assertThat(report.invalid()).isEqualTo(1003);
            assertThat(report.invalidRows()).hasSize(1000);
            assertThat(report.invalidRows().subList(0, 3))
                    .extracting(NamedInvalidRow::text)
                    .satisfiesExactly(
                            malformed -> assertThat(malformed)
                                    .isEqualTo("a row without key: expected 3 columns, found 2 (rows.csv, line 3)"),
                            tooLong -> assertThat(tooLong)
                                    .startsWith("2, Name: the text has 300 characters")
                                    .endsWith("(row 3 of the source)")
                                    .doesNotContain("Secret"),
                            keyless -> assertThat(keyless).contains("a row without key, Customer_Id__c", "(row 4 of"));
            JsonNode named =
                    JsonText.parse(report.toJson()).path("invalid_rows").path(1);
            assertThat(named.path("key").asText()).isEqualTo("2");
            assertThat(named.path("place").asText()).isEqualTo("row 3 of the source");
        }
    }

    @Test
    void fieldsThatBelongToSalesforceAreLeftOut() throws Exception {
        String owned = ACCOUNTS + "        fields[Rating]: {value: Hot, write: onCreate}\n";
        try (TestSync sync = TestSync.start(org, directory, owned)) {
            sync.rows(customers(1)).run();
            edit("1", Map.of("Rating", "Cold"));
            ReconcileReport report = compare(sync);
            assertThat(report.exitCode()).isZero();
            assertThat(report.leftOut()).containsExactly("Rating");
        }
    }

    private ReconcileReport compare(TestSync sync) throws Exception {
        return new Reconciliation(sync.context(), found::add, Optional.empty()).compare("accounts");
    }

    private String id(String key) {
        return (String) org.find("Account", "Customer_Id__c", key).orElseThrow().get("Id");
    }

    private void edit(String key, Map<String, Object> fields) {
        org.edit("Account", id(key), fields);
    }
}
