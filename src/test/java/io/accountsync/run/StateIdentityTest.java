package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Design rules 8 to 10: state belongs to one org, object and External ID field, and keys compare as Salesforce does. */
class StateIdentityTest {
    private LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void anotherOrgIsRefusedBeforeTheFirstWrite() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
        }
        try (LocalOrg other = LocalOrg.start(LocalOrgOptions.builder()
                        .orgName("Other Org")
                        .sandbox(true)
                        .build());
                TestSync sync = TestSync.start(other, directory)) {
            RunReport report = sync.rows(customers(4)).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(report.message())
                    .contains(org.orgId())
                    .contains(other.orgId())
                    .contains("Other Org")
                    .contains("sandbox")
                    .contains("reset accounts");
            assertThat(report.count(Count.READ)).isZero();
            assertThat(other.stats().calls(CallKind.COLLECTIONS)).isZero();
        }
    }

    @Test
    void anotherExternalIdFieldIsRefusedBeforeTheFirstWrite() {
        org.close();
        org = LocalOrg.start(LocalOrgOptions.builder()
                .withField(
                        "Account",
                        FieldSpec.text("Legacy_Id__c", 40).externalId().unique())
                .build());
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
        }
        org.stats().reset();
        String changed = ACCOUNTS.replace("externalId: Customer_Id__c", "externalId: Legacy_Id__c")
                .replace("Customer_Id__c: \"${body[id]}\"", "Legacy_Id__c: \"${body[id]}\"");
        try (TestSync sync = TestSync.start(org, directory, changed)) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message())
                    .contains("Customer_Id__c")
                    .contains("Legacy_Id__c")
                    .contains("another name");
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
        }
    }

    @Test
    void theExpectedKindOfOrgIsHeldEvenOnEmptyState() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "salesforce.expect", "sandbox")) {
            RunReport report = sync.rows(customers(3)).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("salesforce.expect").contains(org.orgId());
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
        }
    }

    @Test
    void anOrgThatWasOnlyLookedAtDoesNotOwnTheState() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(() -> {
                throw new IllegalStateException("the source is down");
            });
            assertThat(sync.run().status()).isEqualTo(RunStatus.FAILED);
        }
        try (LocalOrg other = LocalOrg.start();
                TestSync sync = TestSync.start(other, directory)) {
            assertThat(sync.rows(customers(2)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void keysThatDifferOnlyInCaseOrBlanksAreOneRecordAcrossRuns() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(customer("ABC", "Same"))).run();
            RunReport report = sync.rows(List.of(customer(" abc ", "Changed"))).run();

            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
            assertThat(org.records("Account")).hasSize(1);
        }
    }

    @Test
    void keysOfACaseSensitiveFieldAreTwoRecords() {
        org.close();
        org = LocalOrg.start(LocalOrgOptions.builder()
                .withField(
                        "Account",
                        FieldSpec.text("Case_Id__c", 40).externalId().unique().caseSensitive())
                .build());
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS.replace("Customer_Id__c", "Case_Id__c"))) {
            RunReport report = sync.rows(List.of(customer("ABC", "upper"), customer("abc", "lower")))
                    .run();
            assertThat(report.count(Count.CREATED)).isEqualTo(2);
        }
    }

    @Test
    void aRecordThatSomebodyDeletedInTheOrgIsCountedAsRecreated() throws Exception {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(2)).run();
            delete((String)
                    org.find("Account", "Customer_Id__c", "1").orElseThrow().get("Id"));

            RunReport report = sync.rows(List.of(customer(1, "Back again"))).run();

            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.RECREATED)).isEqualTo(1);
        }
    }

    private void delete(String id) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        String token = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(client.send(
                                HttpRequest.newBuilder(URI.create(org.baseUrl() + "/services/oauth2/token"))
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=refresh_token&client_id="
                                                + org.clientId() + "&client_secret=" + org.clientSecret()
                                                + "&refresh_token=" + org.refreshToken()))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .get("access_token")
                .asText();
        int status = client.send(
                        HttpRequest.newBuilder(
                                        URI.create(org.baseUrl() + "/services/data/v62.0/sobjects/Account/" + id))
                                .header("Authorization", "Bearer " + token)
                                .DELETE()
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(204);
    }
}
