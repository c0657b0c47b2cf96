package io.accountsync.adopt;

import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.TestSync;
import io.accountsync.run.compare.NamedInvalidRow;
import io.accountsync.state.MatchFile.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchingTest {
    static final String MATCHED =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    match: Website domain, Name + BillingCity
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
                      BillingCity: "${body[city]}"
                      Website: "${body[site]}"
            """;

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private Path csv;

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void everyRecordWithoutExternalIdStandsInTheFileWithWhatMatched() throws Exception {
        String acme = org.insert("Account", Map.of("Name", "ACME, Inc.", "BillingCity", "Zürich"));
        String site = org.insert("Account", Map.of("Name", "Old name", "Website", "https://www.globex.example/start"));
        String twin = org.insert("Account", Map.of("Name", "Twin Ltd", "BillingCity", "Bern"));
        String alone = org.insert("Account", Map.of("Name", "Nobody"));
        String known = org.insert("Account", Map.of("Name", "Known", "Customer_Id__c", "K1"));
        String copy = org.insert("Account", Map.of("Name", "Known", "BillingCity", "Rom"));
        try (TestSync sync = start()) {
            sync.rows(List.of(
                    row("id", "1", "name", "Acme", "city", "Zurich", "site", null),
                    row("id", "2", "name", "Globex", "city", "Genf", "site", "globex.example"),
                    row("id", "3", "name", "Twin", "city", "Bern", "site", null),
                    row("id", "4", "name", "TWIN GmbH", "city", "Bern", "site", null),
                    row("id", "K1", "name", "Known", "city", "Rom", "site", null),
                    row("id", null, "name", "No key", "city", null, "site", null)));

            MatchReport report = match(sync, null);

            assertThat(report.counts())
                    .isEqualTo(
                            Map.of(Status.ONE_TO_ONE, 2L, Status.AMBIGUOUS, 1L, Status.CLAIMED, 1L, Status.NONE, 1L));
            assertThat(report.rows()).isEqualTo(6);
            assertThat(report.invalid()).isEqualTo(1);
            assertThat(report.invalidRows())
                    .extracting(NamedInvalidRow::text)
                    .singleElement()
                    .asString()
                    .startsWith("a row without key, Customer_Id__c: ")
                    .endsWith(" (row 6 of the source)");
            assertThat(Files.readString(csv))
                    .contains(
                            "match,org,Id,Customer_Id__c,rule,records,rows,Website in Salesforce,Website in the row,Name")
                    .contains("one-to-one," + org.orgId() + "," + acme + ",1,Name name + BillingCity text,1,1,,,"
                            + "\"ACME, Inc.\",Acme,Zürich,Zurich")
                    .contains("one-to-one," + org.orgId() + "," + site + ",2,Website domain,1,1,"
                            + "https://www.globex.example/start,globex.example,Old name,Globex,,Genf")
                    .contains("ambiguous," + org.orgId() + "," + twin + ",3,Name name + BillingCity text,1,2,")
                    .contains("ambiguous," + org.orgId() + "," + twin + ",4,Name name + BillingCity text,1,2,")
                    .contains("claimed," + org.orgId() + "," + copy + ",K1,")
                    .contains("none," + org.orgId() + "," + alone + ",,,,,,,Nobody,,,")
                    .doesNotContain(known);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(csv)))
                    .isEqualTo("rw-------");
            assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith("adopt-") && name.endsWith(".db"));
        }
    }

    @Test
    void manyRecordsComePageByPage() throws Exception {
        for (int i = 0; i < 4500; i++) {
            org.insert("Account", Map.of("Name", "Company " + i, "BillingCity", "Bern"));
        }
        try (TestSync sync = start()) {
            sync.rows(() -> java.util.stream.IntStream.range(0, 6000)
                    .mapToObj(i -> row("id", "c" + i, "name", "COMPANY " + i + " AG", "city", "bern", "site", null)));
            MatchReport report = match(sync, null);
            assertThat(report.counts()).containsEntry(Status.ONE_TO_ONE, 4500L).containsEntry(Status.NONE, 0L);
            assertThat(report.calls()).isLessThan(10);
        }
    }

    @Test
    void theOptionReplacesTheRulesOfTheFile() throws Exception {
        org.insert("Account", Map.of("Name", "Acme", "BillingCity", "Bern"));
        try (TestSync sync = start()) {
            sync.rows(List.of(row("id", "1", "name", "acme", "city", "Genf", "site", null)));
            assertThat(match(sync, null).counts()).containsEntry(Status.ONE_TO_ONE, 0L);
            assertThat(match(sync, "name").counts()).containsEntry(Status.ONE_TO_ONE, 1L);
        }
    }

    @Test
    void aKeyWithAQuoteIsAskedForAsItIs() throws Exception {
        org.insert("Account", Map.of("Name", "Acme"));
        org.insert("Account", Map.of("Name", "Other", "Customer_Id__c", "O'K\\1"));
        try (TestSync sync = start()) {
            sync.rows(List.of(row("id", "O'K\\1", "name", "acme", "city", null, "site", null)));
            assertThat(match(sync, "Name").counts()).containsEntry(Status.CLAIMED, 1L);
        }
    }

    @Test
    void mistakesInRulesNamePlaceAndRemedy() {
        try (TestSync sync = start()) {
            assertThatThrownBy(() -> match(sync, "Nmae"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("--match")
                    .hasMessageContaining("Nmae")
                    .hasMessageContaining("Name");
            assertThatThrownBy(() -> match(sync, "Website host")).hasMessageContaining("domain");
            assertThatThrownBy(() -> match(sync, "Name +")).hasMessageContaining("empty");
            assertThatThrownBy(() -> match(sync, "Phone")).hasMessageContaining("not mapped");
        }
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThatThrownBy(() -> match(sync, null))
                    .hasMessageContaining("accounts.camel.yaml")
                    .hasMessageContaining("--match");
        }
    }

    private TestSync start() {
        return TestSync.start(org, directory, MATCHED);
    }

    private MatchReport match(TestSync sync, String rules) throws Exception {
        csv = directory.resolve("adopt.csv");
        return new Adoption(sync.context()).match("accounts", rules, ProposalFiles.csv(csv));
    }
}
