package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.schema.FieldSpec;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleRecordTest {

    private static final String ACCOUNTS = "/services/data/v62.0/sobjects/Account";

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withField("Account", FieldSpec.text("Legacy_Id__c", 20).externalId())
            .build());
    private final OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void createdRecordHasAnIdAndALocation() {
        Answer answer = client.post(ACCOUNTS, Map.of("Name", "Acme"));

        assertThat(answer.status()).isEqualTo(201);
        String id = answer.json().get("id").asText();
        assertThat(id).startsWith("001").hasSize(18);
        assertThat(answer.json().get("success").asBoolean()).isTrue();
        assertThat(answer.json().get("errors")).isEmpty();
        assertThat(answer.header("Location")).isEqualTo(ACCOUNTS + "/" + id);
    }

    @Test
    void refusedRecordIsAnArrayOfErrorsWithErrorCode() {
        Answer answer = client.post(ACCOUNTS, Map.of("Phone", "1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("REQUIRED_FIELD_MISSING: Required fields are missing: [Name]");
        assertThat(answer.json().at("/0/fields/0").asText()).isEqualTo("Name");
    }

    @Test
    void unknownColumnHasNoFieldsMember() {
        Answer answer = client.post(ACCOUNTS, Map.of("Name", "Acme", "foo", 1));

        assertThat(answer.error()).isEqualTo("INVALID_FIELD: No such column 'foo' on sobject of type Account");
        assertThat(answer.json().get(0).has("fields")).isFalse();
    }

    @Test
    void recordIsReadUpdatedAndDeletedByItsId() {
        String path = ACCOUNTS + "/" + create("Acme");

        assertThat(client.patch(path, Map.of("Name", "Acme Ltd")).status()).isEqualTo(204);
        Answer read = client.get(path + "?fields=Name,Phone");
        assertThat(read.json().get("Name").asText()).isEqualTo("Acme Ltd");
        assertThat(read.json().get("Phone").isNull()).isTrue();
        assertThat(read.json().at("/attributes/url").asText()).isEqualTo(path);
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void deletingTwiceSaysThatTheEntityIsDeleted() {
        String path = ACCOUNTS + "/" + create("Acme");
        client.delete(path);

        Answer again = client.delete(path);

        assertThat(again.status()).isEqualTo(404);
        assertThat(again.error()).isEqualTo("ENTITY_IS_DELETED: entity is deleted");
    }

    @Test
    void idOfFifteenCharactersIsAccepted() {
        String id = create("Acme");

        assertThat(client.get(ACCOUNTS + "/" + id.substring(0, 15))
                        .json()
                        .get("Id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void unknownIdIsNotFound() {
        String id = create("Acme");
        String unknown = id.substring(0, 12) + "zzz";

        assertThat(client.get(ACCOUNTS + "/" + unknown).error())
                .isEqualTo("NOT_FOUND: The requested resource does not exist");
    }

    @Test
    void idInTheBodyOfAnUpdateIsRefused() {
        String id = create("Acme");

        Answer answer = client.patch(ACCOUNTS + "/" + id, Map.of("Id", id, "Name", "B"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error())
                .isEqualTo("INVALID_FIELD: The Id field should not be specified in the sobject data.");
    }

    @Test
    void upsertAnswers201And200WithCreatedFromVersion46On() {
        Answer created = client.patch(ACCOUNTS + "/Customer_Id__c/C-1", Map.of("Name", "Acme"));
        Answer updated = client.patch(ACCOUNTS + "/Customer_Id__c/c-1", Map.of("Name", "Acme"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("created").asBoolean()).isTrue();
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.json().get("created").asBoolean()).isFalse();
        assertThat(updated.json().get("id")).isEqualTo(created.json().get("id"));
    }

    @Test
    void upsertAnswers201WithoutCreatedAnd204BeforeVersion46() {
        String path = "/services/data/v45.0/sobjects/Account/Customer_Id__c/C-1";

        Answer created = client.patch(path, Map.of("Name", "Acme"));
        Answer updated = client.patch(path, Map.of("Name", "Acme"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().has("created")).isFalse();
        assertThat(updated.status()).isEqualTo(204);
        assertThat(updated.body()).isEmpty();
    }

    @Test
    void upsertOfAKeyThatSeveralRecordsHaveAnswers300AndChangesNothing() {
        String first = id(client.post(ACCOUNTS, Map.of("Name", "A", "Legacy_Id__c", "L")));
        String second = id(client.post(ACCOUNTS, Map.of("Name", "B", "Legacy_Id__c", "L")));

        Answer answer = client.patch(ACCOUNTS + "/Legacy_Id__c/L", Map.of("Name", "C"));

        assertThat(answer.status()).isEqualTo(300);
        assertThat(answer.json())
                .extracting(address -> address.asText())
                .containsExactly(ACCOUNTS + "/" + first, ACCOUNTS + "/" + second);
        assertThat(org.records("Account")).extracting("Name").containsExactly("A", "B");
    }

    @Test
    void keyRepeatedInTheBodyIsRefused() {
        Answer answer = client.patch(ACCOUNTS + "/Customer_Id__c/C-1", Map.of("Name", "A", "Customer_Id__c", "C-1"));

        assertThat(answer.error())
                .isEqualTo("INVALID_FIELD: The Customer_Id__c field should not be specified in the sobject data.");
    }

    @Test
    void unknownKeyFieldIsNotFound() {
        Answer answer = client.patch(ACCOUNTS + "/Namez/C-1", Map.of("Name", "A"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error())
                .isEqualTo("NOT_FOUND: Provided external ID field does not exist or is not accessible: Namez");
    }

    @Test
    void updateOnlyNeverCreates() {
        assertThat(client.patch(ACCOUNTS + "/Customer_Id__c/C-1?updateOnly=true", Map.of("Name", "A"))
                        .status())
                .isEqualTo(404);
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void keyMayHoldCharactersThatAddressesEncode() {
        client.patch(ACCOUNTS + "/Customer_Id__c/A%2FB%20%C3%A9+1", Map.of("Name", "Acme"));

        assertThat(org.records("Account")).extracting("Customer_Id__c").containsExactly("A/B é+1");
        assertThat(client.get(ACCOUNTS + "/Customer_Id__c/a%2Fb%20%C3%A9+1?fields=Name")
                        .json()
                        .get("Name")
                        .asText())
                .isEqualTo("Acme");
    }

    @Test
    void postCanStandForPatch() {
        Answer answer = client.post(ACCOUNTS + "/Customer_Id__c/C-1?_HttpMethod=PATCH", Map.of("Name", "Acme"));

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void methodThatTheResourceLacksIsNotAllowed() {
        assertThat(client.call("PUT", ACCOUNTS, "{}").error()).startsWith("METHOD_NOT_ALLOWED: HTTP Method 'PUT' not");
    }

    @Test
    void unknownObjectIsNotFound() {
        assertThat(client.post("/services/data/v62.0/sobjects/Nope", Map.of()).status())
                .isEqualTo(404);
    }

    private String create(String name) {
        return id(client.post(ACCOUNTS, Map.of("Name", name)));
    }

    private static String id(Answer answer) {
        return answer.json().get("id").asText();
    }
}
