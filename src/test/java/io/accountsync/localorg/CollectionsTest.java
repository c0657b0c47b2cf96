package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectionsTest {

    private static final String PATH = "/services/data/v62.0/composite/sobjects";

    private final LocalOrg org = LocalOrg.start();
    private final OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void recordsOfSeveralObjectsAreCreatedInOneCall() {
        JsonNode results = create(
                Map.of("attributes", Map.of("type", "Account"), "Name", "Acme"),
                Map.of("attributes", Map.of("type", "Contact"), "LastName", "Doe", "Email", "not an address"));

        assertThat(results.get(0).get("success").asBoolean()).isTrue();
        assertThat(results.get(0).has("created")).isFalse();
        assertThat(results.get(1).at("/errors/0/statusCode").asText()).isEqualTo("INVALID_EMAIL_ADDRESS");
        assertThat(results.get(1).has("id")).isFalse();
    }

    @Test
    void uniqueFieldsAreCheckedPerObjectWhenObjectsAlternate() {
        JsonNode results = create(
                Map.of("attributes", Map.of("type", "Account"), "Name", "A", "Customer_Id__c", "1"),
                Map.of("attributes", Map.of("type", "Contact"), "LastName", "B", "Contact_Id__c", "1"),
                Map.of("attributes", Map.of("type", "Account"), "Name", "C", "Customer_Id__c", "1"));

        assertThat(results)
                .extracting(result -> result.get("success").asBoolean())
                .containsExactly(true, true, false);
    }

    @Test
    void recordsAreUpdatedByTheirIds() {
        String id = create(account("Acme")).get(0).get("id").asText();

        JsonNode results = client.patch(
                        PATH,
                        Map.of(
                                "records",
                                List.of(
                                        Map.of("attributes", Map.of("type", "Account"), "id", id, "Name", "New"),
                                        account("No id"))))
                .json();

        assertThat(results.get(0).get("success").asBoolean()).isTrue();
        assertThat(results.get(1).at("/errors/0/statusCode").asText()).isEqualTo("MISSING_ARGUMENT");
        assertThat(org.records("Account")).extracting("Name").containsExactly("New");
    }

    @Test
    void recordsAreDeletedByTheirIds() {
        String id = create(account("Acme")).get(0).get("id").asText();

        JsonNode first = client.delete(PATH + "?ids=" + id + "&allOrNone=false").json();
        JsonNode second = client.delete(PATH + "?ids=" + id).json();

        assertThat(first.get(0).get("success").asBoolean()).isTrue();
        assertThat(first.get(0).get("id").asText()).isEqualTo(id);
        assertThat(second.get(0).at("/errors/0/statusCode").asText()).isEqualTo("ENTITY_IS_DELETED");
    }

    @Test
    void allOrNoneOfADeleteIsAParameter() {
        String id = create(account("Acme")).get(0).get("id").asText();

        JsonNode results = client.delete(PATH + "?allOrNone=true&ids=" + id + ",001000000000999")
                .json();

        assertThat(results.get(0).at("/errors/0/statusCode").asText()).isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(org.records("Account")).hasSize(1);
    }

    @Test
    void deletingNothingIsRefused() {
        assertThat(client.delete(PATH).error()).isEqualTo("REQUIRED_FIELD_MISSING: At least 1 Id is required.");
    }

    @Test
    void recordsAreReadWithNullForUnknownIds() {
        String id = create(account("Acme")).get(0).get("id").asText();

        Answer byGet = client.get(PATH + "/Account?fields=Id,Name&ids=001000000000999," + id);
        Answer byPost = client.post(
                PATH + "/Account", Map.of("ids", List.of("001000000000999", id), "fields", List.of("Id", "Name")));

        assertThat(byGet.json().get(0).isNull()).isTrue();
        assertThat(byGet.json().at("/1/Name").asText()).isEqualTo("Acme");
        assertThat(byPost.json()).isEqualTo(byGet.json());
    }

    @Test
    void contactFindsItsAccountByExternalId() {
        String account = create(
                        Map.of("attributes", Map.of("type", "Account"), "Name", "Acme", "Customer_Id__c", "C-1"))
                .get(0)
                .get("id")
                .asText();

        client.patch(
                PATH + "/Contact/Contact_Id__c",
                Map.of(
                        "records",
                        List.of(Map.of(
                                "attributes",
                                Map.of("type", "Contact"),
                                "Contact_Id__c",
                                "P-1",
                                "FirstName",
                                "Ann",
                                "LastName",
                                "Doe",
                                "Account",
                                Map.of("Customer_Id__c", "C-1")))));

        assertThat(org.records("Contact").get(0))
                .containsEntry("AccountId", account)
                .containsEntry("Name", "Ann Doe");
        assertThat(client.query("SELECT Account.Name FROM Contact")
                        .json()
                        .at("/records/0/Account/Name")
                        .asText())
                .isEqualTo("Acme");
    }

    private JsonNode create(Object... records) {
        return client.post(PATH, Map.of("records", List.of(records))).json();
    }

    private static Map<String, Object> account(String name) {
        return Map.of("attributes", Map.of("type", "Account"), "Name", name);
    }
}
