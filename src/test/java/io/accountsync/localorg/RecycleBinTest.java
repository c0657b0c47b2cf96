package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.schema.ObjectSpec.Right;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecycleBinTest {

    private static final String DATA = "/services/data/v62.0";

    private final TickingClock clock = new TickingClock();
    private LocalOrg org = LocalOrg.start(LocalOrgOptions.builder().clock(clock).build());
    private OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void aDeletedRecordIsSeenByQueryAllOnly() {
        String id = account("C-1");

        assertThat(client.delete(DATA + "/sobjects/Account/" + id).status()).isEqualTo(204);

        assertThat(client.delete(DATA + "/sobjects/Account/" + id).error())
                .isEqualTo("ENTITY_IS_DELETED: entity is deleted");
        assertThat(client.get(DATA + "/sobjects/Account/" + id).status()).isEqualTo(404);
        assertThat(client.query("SELECT Id FROM Account")
                        .json()
                        .get("totalSize")
                        .asInt())
                .isZero();
        JsonNode found =
                queryAll("SELECT Id, IsDeleted, MasterRecordId, Customer_Id__c FROM Account WHERE IsDeleted = true");
        assertThat(found.at("/records/0/Id").asText()).isEqualTo(id);
        assertThat(found.at("/records/0/IsDeleted").asBoolean()).isTrue();
        assertThat(found.at("/records/0/MasterRecordId").isNull()).isTrue();
        assertThat(queryAll("SELECT Id FROM Account WHERE IsDeleted = true AND MasterRecordId != null")
                        .get("totalSize")
                        .asInt())
                .isZero();
    }

    @Test
    void theKeyOfADeletedRecordIsFreeAndItsUndeletionFailsThen() {
        String first = account("C-1");
        org.delete(first);

        Answer upserted = client.patch(DATA + "/sobjects/Account/Customer_Id__c/C-1", Map.of("Name", "Second"));

        String second = upserted.json().get("id").asText();
        assertThat(upserted.status()).isEqualTo(201);
        assertThat(second).isNotEqualTo(first);
        assertThatThrownBy(() -> org.person().undelete(first))
                .hasMessageContaining(
                        "DUPLICATE_VALUE: duplicate value found: Customer_Id__c duplicates value on record"
                                + " with id: " + second);
    }

    @Test
    void anUndeletedRecordIsFoundByItsKeyAgain() {
        String id = account("C-1");
        org.delete(id);
        org.person().undelete(id);

        Answer upserted = client.patch(DATA + "/sobjects/Account/Customer_Id__c/C-1", Map.of("Name", "Changed"));

        assertThat(upserted.json().get("id").asText()).isEqualTo(id);
        assertThat(upserted.json().get("created").asBoolean()).isFalse();
        assertThatThrownBy(() -> org.person().undelete(id))
                .hasMessageContaining("UNDELETE_FAILED: Entity is not in the recycle bin");
    }

    @Test
    void afterFifteenDaysADeletedRecordIsGoneForGood() {
        String id = account("C-1");
        org.delete(id);

        clock.advance(Duration.ofDays(15));
        assertThat(queryAll("SELECT Id FROM Account").get("totalSize").asInt()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));

        assertThat(queryAll("SELECT Id FROM Account").get("totalSize").asInt()).isZero();
        client = new OrgClient(org);
        assertThat(client.patch(DATA + "/sobjects/Account/" + id, Map.of("Name", "X"))
                        .error())
                .startsWith("NOT_FOUND: ");
        assertThat(collection("PATCH", List.of(Map.of("Id", id, "Name", "X")))
                        .at("/0/errors/0/statusCode")
                        .asText())
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        assertThatThrownBy(() -> org.person().undelete(id)).hasMessageContaining("UNDELETE_FAILED");
    }

    @Test
    void queryAllAnswersInPages() {
        for (int i = 0; i < 250; i++) {
            org.delete(account("C-" + i));
        }
        String first = DATA + "/queryAll?q=" + OrgClient.encode("SELECT Id FROM Account WHERE IsDeleted = true");

        JsonNode page = client.call("GET", first, null, "Sforce-Query-Options", "batchSize=200")
                .json();
        JsonNode rest = client.get(page.get("nextRecordsUrl").asText()).json();

        assertThat(page.get("records")).hasSize(200);
        assertThat(rest.get("records")).hasSize(50);
        assertThat(rest.get("done").asBoolean()).isTrue();
    }

    @Test
    void purgingLeavesNothing() {
        org.delete(account("C-1"));

        org.person().purge();

        assertThat(queryAll("SELECT Id FROM Account").get("totalSize").asInt()).isZero();
        assertThat(account("C-1")).isNotEmpty();
    }

    @Test
    void collectionsAnswerForEachDeletedMissingAndUnknownId() {
        String kept = account("C-1");
        String deleted = account("C-2");
        org.delete(deleted);
        String unknown = kept.substring(0, 12) + "zzz";

        JsonNode updated = collection(
                "PATCH",
                List.of(
                        Map.of("id", kept, "Name", "New"),
                        Map.of("id", deleted, "Name", "New"),
                        Map.of("id", unknown, "Name", "New"),
                        Map.of("id", "nonsense", "Name", "New"),
                        Map.of("Name", "New")));
        JsonNode removed = client.delete(
                        DATA + "/composite/sobjects?ids=" + String.join(",", deleted, unknown, "nonsense", kept))
                .json();

        assertThat(updated)
                .extracting(r -> r.at("/errors/0/statusCode").asText())
                .containsExactly(
                        "", "ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY", "MALFORMED_ID", "MISSING_ARGUMENT");
        assertThat(removed)
                .extracting(r -> r.at("/errors/0/statusCode").asText())
                .containsExactly("ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY", "MALFORMED_ID", "");
    }

    @Test
    void twoHundredIdsAreTheMostAndAllOrNoneTakesDeletionsBack() {
        String first = account("C-1");
        String second = account("C-2");

        assertThat(client.delete(DATA + "/composite/sobjects?ids=" + String.join(",", Collections.nCopies(201, first)))
                        .error())
                .startsWith("EXCEEDED_ID_LIMIT: ");
        JsonNode results = client.delete(
                        DATA + "/composite/sobjects?allOrNone=true&ids=" + String.join(",", first, second, first))
                .json();

        assertThat(results)
                .extracting(r -> r.at("/errors/0/statusCode").asText())
                .containsExactly(
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK", "ALL_OR_NONE_OPERATION_ROLLED_BACK", "ENTITY_IS_DELETED");
        assertThat(org.records("Account")).hasSize(2);
        assertThat(org.find("Account", "Customer_Id__c", "c-1")).isPresent();
    }

    @Test
    void whoMayNotDeleteIsRefused() {
        org.close();
        org = LocalOrg.start(LocalOrgOptions.builder()
                .rights("Account", Right.CREATE, Right.UPDATE)
                .build());
        client = new OrgClient(org);
        String id = account("C-1");

        Answer refused = client.delete(DATA + "/sobjects/Account/" + id);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).startsWith("INSUFFICIENT_ACCESS_OR_READONLY: ");
        JsonNode describe = client.get(DATA + "/sobjects/Account/describe").json();
        assertThat(describe.get("deletable").asBoolean()).isFalse();
        assertThat(describe.get("undeletable").asBoolean()).isFalse();
    }

    private String account(String key) {
        return org.insert("Account", Map.of("Name", "Acme " + key, "Customer_Id__c", key));
    }

    private JsonNode queryAll(String soql) {
        // The clock is moved far: no session lives that long.
        client = new OrgClient(org);
        return client.get(DATA + "/queryAll?q=" + OrgClient.encode(soql)).json();
    }

    private JsonNode collection(String method, List<Map<String, Object>> records) {
        List<Map<String, Object>> typed = records.stream()
                .map(record -> {
                    Map<String, Object> all = new LinkedHashMap<>(record);
                    all.put("attributes", Map.of("type", "Account"));
                    return all;
                })
                .toList();
        return client.call(method, DATA + "/composite/sobjects", OrgClient.json(Map.of("records", typed)))
                .json();
    }
}
