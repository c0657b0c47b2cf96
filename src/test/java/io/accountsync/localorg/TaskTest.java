package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.schema.FieldSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lookup to several objects, and keys that are numbers. */
class TaskTest {

    private static final String DATA = "/services/data/v62.0";

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withField("Task", FieldSpec.text("Task_Id__c", 20).externalId().unique())
            .withField(
                    "Account", FieldSpec.number("Number__c", 8, 0).externalId().unique())
            .build());
    private final OrgClient client = new OrgClient(org);
    private final String account =
            org.insert("Account", Map.of("Name", "Acme", "Customer_Id__c", "A-1", "Number__c", 77001.0));

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void describeNamesAllObjectsThatWhatMayBe() {
        JsonNode fields = client.get(DATA + "/sobjects/Task/describe").json().get("fields");

        JsonNode what = null;
        for (JsonNode field : fields) {
            what = field.get("name").asText().equals("WhatId") ? field : what;
        }
        assertThat(what.get("referenceTo")).extracting(JsonNode::asText).contains("Account", "Opportunity");
        assertThat(what.get("polymorphicForeignKey").asBoolean()).isTrue();
        assertThat(what.get("relationshipName").asText()).isEqualTo("What");
    }

    @Test
    void anAccountIsNamedByItsKeyAndItsObject() {
        JsonNode result = upsert(Map.of("attributes", Map.of("type", "Account"), "Customer_Id__c", "A-1"))
                .json()
                .get(0);

        assertThat(result.get("success").asBoolean()).isTrue();
        assertThat(org.records("Task").get(0))
                .containsEntry("WhatId", account)
                .containsEntry("Status", "Not Started")
                .containsEntry("Priority", "Normal");
        JsonNode row = client.query("SELECT What.Name, What.Type FROM Task").json();
        assertThat(row.at("/records/0/What/Name").asText()).isEqualTo("Acme");
    }

    @Test
    void aReferenceWithoutTheObjectsNameIsRefused() {
        assertThat(upsert(Map.of("Customer_Id__c", "A-1")).error())
                .isEqualTo("INVALID_FIELD: The external foreign key reference does not reference a valid entity: What");
        assertThat(upsert(Map.of("attributes", Map.of("type", "User"), "Username", "x"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anIdOfAnotherObjectIsRefused() {
        String contact = org.insert("Contact", Map.of("LastName", "Doe"));

        assertThat(client.post(DATA + "/sobjects/Task", Map.of("WhatId", contact))
                        .error())
                .isEqualTo("MALFORMED_ID: Related To ID: id value of incorrect type: " + contact);
        assertThat(client.post(DATA + "/sobjects/Task", Map.of("WhoId", contact, "WhatId", account))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aNumberIsRoundedToItsScaleBeforeItsRecordIsLookedFor() {
        Answer upserted = client.patch(DATA + "/sobjects/Account/Number__c/77001.4", Map.of("Name", "Other"));

        assertThat(upserted.json().get("id").asText()).isEqualTo(account);
        assertThat(upserted.json().get("created").asBoolean()).isFalse();
    }

    private Answer upsert(Map<String, Object> what) {
        Map<String, Object> task = new HashMap<>(Map.of("Task_Id__c", "T-1", "What", what));
        task.put("attributes", Map.of("type", "Task"));
        return client.patch(DATA + "/composite/sobjects/Task/Task_Id__c", Map.of("records", List.of(task)));
    }
}
