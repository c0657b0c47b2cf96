package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Salesforce's documents say and clients rarely meet. */
class DocumentedBehaviourTest {

    private static final String ROOT = "/services/data/v62.0";
    private static final String BY_KEY = ROOT + "/sobjects/Account/Customer_Id__c/";

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withField("Account", FieldSpec.multiPicklist("Colours__c", "Red", "Green", "Blue"))
            .withField("Account", FieldSpec.text("Legacy_Id__c", 20).externalId())
            .withField("Account", FieldSpec.number("Depot__Latitude__s", 18, 15))
            .withField("Contact", FieldSpec.text("Key__c", 20).externalId().unique())
            .withObject(ObjectSpec.custom("Visit__c", "a01")
                    .with(FieldSpec.lookupToAny(List.of("Account", "Contact"), "WhatId", "What"))
                    .with(FieldSpec.lookupTo("Account", "Account__c", "Account__r")))
            .build());
    private final OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource({
        "BillingLatitude, 90, 90.000001",
        "BillingLatitude, -90, -91",
        "ShippingLongitude, 180, 180.5",
        "ShippingLongitude, -180, -181",
        "Depot__Latitude__s, 89, 91"
    })
    void coordinatesOutsideTheGlobeAreRejected(String field, double good, double bad) {
        assertThat(client.post(ROOT + "/sobjects/Account", Map.of("Name", "A", field, good))
                        .status())
                .isEqualTo(201);
        assertThat(client.post(ROOT + "/sobjects/Account", Map.of("Name", "A", field, bad))
                        .error())
                .startsWith("NUMBER_OUTSIDE_VALID_RANGE: ");
    }

    @Test
    void multiSelectValuesComeInTheOrderOfThePicklistAndOnce() {
        String id = org.insert("Account", Map.of("Name", "A"));

        client.patch(ROOT + "/sobjects/Account/" + id, Map.of("Colours__c", "Pink; blue;Red;Blue"));

        assertThat(client.query("SELECT Colours__c FROM Account WHERE Colours__c = 'Blue;Pink;Red'")
                        .json()
                        .at("/records/0/Colours__c")
                        .asText())
                .isEqualTo("Red;Blue;Pink");
    }

    @Test
    void pagesKeepTheSizeThatTheQueryWasAskedWith() {
        for (int i = 0; i < 500; i++) {
            org.insert("Account", Map.of("Name", "A" + i));
        }
        Answer first = client.call(
                "GET", ROOT + "/query?q=SELECT+Id+FROM+Account", null, "Sforce-Query-Options", "batchSize=200");

        Answer second = client.get(first.json().get("nextRecordsUrl").asText());

        assertThat(second.json().get("records")).hasSize(200);
        assertThat(client.get(second.json().get("nextRecordsUrl").asText())
                        .json()
                        .get("records"))
                .hasSize(100);
    }

    @Test
    void recordIsDeletedByItsExternalId() {
        org.insert("Account", Map.of("Name", "A", "Customer_Id__c", "C-1"));

        assertThat(client.delete(BY_KEY + "c-1").status()).isEqualTo(204);
        assertThat(org.records("Account")).isEmpty();
        assertThat(client.delete(BY_KEY + "C-1").status()).isEqualTo(404);
    }

    @Test
    void noneOfSeveralIsDeletedByAnExternalId() {
        org.insert("Account", Map.of("Name", "A", "Legacy_Id__c", "L"));
        org.insert("Account", Map.of("Name", "B", "Legacy_Id__c", "L"));

        Answer answer = client.delete(ROOT + "/sobjects/Account/Legacy_Id__c/L");

        assertThat(answer.status()).isEqualTo(300);
        assertThat(answer.json()).hasSize(2);
        assertThat(org.records("Account")).hasSize(2);
    }

    @Test
    void recordIsCreatedByThePathOfTheIdItDoesNotHave() {
        assertThat(client.post(ROOT + "/sobjects/Account/Id", Map.of("Name", "A"))
                        .status())
                .isEqualTo(201);
        assertThat(client.post(BY_KEY, Map.of("Name", "A")).status()).isEqualTo(405);
    }

    @Test
    void headAnswersWhatGetWouldWithoutTheBody() {
        org.insert("Account", Map.of("Name", "A", "Customer_Id__c", "C-1"));

        Answer head = client.send(client.request(BY_KEY + "C-1")
                .header("Authorization", "Bearer " + client.session())
                .method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void partsOfACompositeCallMayNotUseRetiredVersionsEither() {
        Answer answer = client.post(
                ROOT + "/composite/batch",
                Map.of("batchRequests", List.of(Map.of("method", "GET", "url", "v20.0/limits"))));

        assertThat(answer.json().at("/results/0/statusCode").asInt()).isEqualTo(410);
    }

    @Test
    void lookupToSeveralObjectsNeedsTheObjectsName() {
        org.insert("Account", Map.of("Name", "A", "Customer_Id__c", "C-1"));
        String visits = ROOT + "/sobjects/Visit__c";

        Answer bare = client.post(visits, Map.of("Name", "V", "What", Map.of("Customer_Id__c", "C-1")));
        Answer named = client.post(
                visits,
                Map.of("Name", "V", "What", Map.of("attributes", Map.of("type", "Account"), "Customer_Id__c", "C-1")));
        Answer wrong = client.post(
                visits,
                Map.of("Name", "V", "Account__r", Map.of("attributes", Map.of("type", "Contact"), "Key__c", "C-1")));

        assertThat(bare.error())
                .isEqualTo("INVALID_FIELD: The external foreign key reference does not reference a valid entity: What");
        assertThat(named.status()).isEqualTo(201);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(org.records("Visit__c")).hasSize(1).first().satisfies(visit -> assertThat(visit.get("WhatId"))
                .asString()
                .startsWith("001"));
    }

    @ParameterizedTest
    @CsvSource({
        "What.Customer_Id__c, Failed",
        "Account:What.Customer_Id__c, JobComplete",
        "Visit__c:What.Customer_Id__c, Failed",
        "Account__r.Customer_Id__c, JobComplete",
        "Account:Account__r.Customer_Id__c, Failed"
    })
    void columnOfALookupToSeveralObjectsNeedsTheObjectsName(String column, String end) {
        org.insert("Account", Map.of("Name", "A", "Customer_Id__c", "C-1"));
        String jobs = ROOT + "/jobs/ingest";
        String id = client.post(jobs, Map.of("object", "Visit__c", "operation", "insert"))
                .json()
                .get("id")
                .asText();
        client.send(client.request(jobs + "/" + id + "/batches")
                .header("Authorization", "Bearer " + client.session())
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString("Name," + column + "\nV,C-1\n")));
        client.patch(jobs + "/" + id, Map.of("state", "UploadComplete"));

        await().untilAsserted(() -> assertThat(
                        client.get(jobs + "/" + id).json().get("state").asText())
                .isEqualTo(end));

        Answer job = client.get(jobs + "/" + id);
        assertThat(job.json().get("numberRecordsFailed").asInt()).isZero();
        assertThat(job.json().path("errorMessage").asText())
                .isEqualTo(end.equals("Failed") ? "InvalidBatch : Field name not found : " + column : "");
    }

    @Test
    void queryReadsThroughALookupToSeveralObjectsWhatTheyHaveInCommon() {
        String account = org.insert("Account", Map.of("Name", "Acme", "Customer_Id__c", "C-1", "Type", "Prospect"));
        String contact = org.insert("Contact", Map.of("LastName", "Lovelace", "FirstName", "Ada"));
        org.insert("Visit__c", Map.of("Name", "V1", "WhatId", account));
        org.insert("Visit__c", Map.of("Name", "V2", "WhatId", contact));

        Answer all = client.query("SELECT What.Name, What.Type FROM Visit__c ORDER BY Name");
        Answer some = client.query("SELECT Id FROM Visit__c WHERE What.Type = 'Contact'");
        Answer refused = client.query("SELECT What.Customer_Id__c FROM Visit__c");

        assertThat(all.json().at("/records/0/What/Name").asText()).isEqualTo("Acme");
        assertThat(all.json().at("/records/0/What/Type").asText()).isEqualTo("Account");
        assertThat(all.json().at("/records/1/What/Name").asText()).isEqualTo("Ada Lovelace");
        assertThat(some.json().get("totalSize").asInt()).isEqualTo(1);
        assertThat(refused.error())
                .contains("INVALID_FIELD")
                .contains("No such column 'Customer_Id__c' on entity 'Name'");
    }
}
