package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.schema.FieldSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryTest {

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .dailyApiLimit(100)
            .withField("Account", FieldSpec.text("Secret__c", 10))
            .hideField("Account", "Secret__c")
            .readOnlyField("Account", "Site")
            .build());
    private final OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, Summer '14, 31.0",
        "1, Winter '15, 32.0",
        "2, Spring '15, 33.0",
        "36, Summer '26, 67.0",
        "37, Winter '27, 68.0"
    })
    void versionsAreListedWithoutASession(int index, String label, String version) {
        Answer answer = client.send(client.request("/services/data"));

        assertThat(answer.json()).hasSize(38);
        assertThat(answer.json().get(index).get("label").asText()).isEqualTo(label);
        assertThat(answer.json().get(index).get("version").asText()).isEqualTo(version);
        assertThat(answer.json().get(index).get("url").asText()).isEqualTo("/services/data/v" + version);
        assertThat(answer.header("Sforce-Limit-Info")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "v6.0, 404",
        "v7.0, 410",
        "v20.0, 410",
        "v21.0, 410",
        "v30.0, 410",
        "v31.0, 200",
        "v68.0, 200",
        "v69.0, 404",
        "latest, 404"
    })
    void retiredVersionsAreGoneAndUnknownOnesNotFound(String version, int status) {
        assertThat(client.get("/services/data/" + version + "/limits").status()).isEqualTo(status);
    }

    @Test
    void aVersionsResourcesTellWhoAsks() {
        String identity =
                client.get("/services/data/v62.0").json().get("identity").asText();

        assertThat(identity).startsWith(org.baseUrl() + "/id/" + org.orgId() + "/005");
        assertThat(client.get(identity.substring(org.baseUrl().length())).status())
                .isEqualTo(200);
    }

    @Test
    void everyCountedAnswerSaysHowManyCallsWereUsed() {
        client.get("/services/data/v62.0/limits");

        assertThat(client.get("/services/data/v62.0/sobjects/Account/Nope").header("Sforce-Limit-Info"))
                .isEqualTo("api-usage=2/100");
        assertThat(client.get("/services/data/v62.0/limits")
                        .json()
                        .at("/DailyApiRequests/Remaining")
                        .asInt())
                .isEqualTo(97);
    }

    @Test
    void leadingSlashesCollapse() {
        assertThat(client.get("//services/data/v62.0/limits").status()).isEqualTo(200);
    }

    @Test
    void describeTellsTypesLengthsAndPermissions() {
        JsonNode describe =
                client.get("/services/data/v62.0/sobjects/Account/describe").json();

        assertThat(describe.get("keyPrefix").asText()).isEqualTo("001");
        JsonNode name = field(describe, "Name");
        assertThat(name.get("label").asText()).isEqualTo("Account Name");
        assertThat(name.get("length").asInt()).isEqualTo(255);
        assertThat(name.get("byteLength").asInt()).isEqualTo(765);
        assertThat(name.get("nillable").asBoolean()).isFalse();
        assertThat(name.get("nameField").asBoolean()).isTrue();
        JsonNode key = field(describe, "Customer_Id__c");
        assertThat(key.get("externalId").asBoolean()).isTrue();
        assertThat(key.get("unique").asBoolean()).isTrue();
        assertThat(key.get("idLookup").asBoolean()).isTrue();
        assertThat(key.get("caseSensitive").asBoolean()).isFalse();
        JsonNode parent = field(describe, "ParentId");
        assertThat(parent.get("referenceTo").get(0).asText()).isEqualTo("Account");
        assertThat(parent.get("relationshipName").asText()).isEqualTo("Parent");
        JsonNode score = field(describe, "Rating_Score__c");
        assertThat(score.get("type").asText()).isEqualTo("double");
        assertThat(score.get("precision").asInt()).isEqualTo(5);
        assertThat(score.get("scale").asInt()).isEqualTo(2);
        assertThat(field(describe, "NumberOfEmployees").get("digits").asInt()).isEqualTo(8);
        assertThat(field(describe, "CreatedDate").get("updateable").asBoolean()).isFalse();
    }

    @Test
    void onlyTheCustomPicklistIsRestricted() {
        JsonNode describe =
                client.get("/services/data/v62.0/sobjects/account/describe").json();

        assertThat(field(describe, "Industry").get("restrictedPicklist").asBoolean())
                .isFalse();
        JsonNode segment = field(describe, "Segment__c");
        assertThat(segment.get("restrictedPicklist").asBoolean()).isTrue();
        assertThat(segment.get("picklistValues"))
                .extracting(value -> value.get("value").asText())
                .containsExactly("Enterprise", "Mid-Market", "Small Business");
    }

    @Test
    void fieldThatTheUserMayNotSeeIsNotThere() {
        JsonNode describe =
                client.get("/services/data/v62.0/sobjects/Account/describe").json();

        assertThat(describe.get("fields"))
                .noneMatch(field -> field.get("name").asText().equals("Secret__c"));
    }

    @Test
    void fieldThatTheUserMayNotWriteIsNeitherCreateableNorUpdateable() {
        JsonNode describe =
                client.get("/services/data/v62.0/sobjects/Account/describe").json();

        assertThat(field(describe, "Site").get("createable").asBoolean()).isFalse();
        assertThat(field(describe, "Site").get("updateable").asBoolean()).isFalse();
    }

    @Test
    void allObjectsAreListed() {
        JsonNode all = client.get("/services/data/v62.0/sobjects").json();

        assertThat(all.get("encoding").asText()).isEqualTo("UTF-8");
        assertThat(all.get("maxBatchSize").asInt()).isEqualTo(200);
        assertThat(all.get("sobjects"))
                .extracting(object -> object.get("name").asText())
                .contains("Account", "Contact", "User", "Organization", "RecordType");
    }

    @Test
    void describeOfAnUnknownObjectIsNotFound() {
        assertThat(client.get("/services/data/v62.0/sobjects/Nope/describe").error())
                .isEqualTo("NOT_FOUND: The requested resource does not exist");
    }

    private static JsonNode field(JsonNode describe, String name) {
        for (JsonNode field : describe.get("fields")) {
            if (field.get("name").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("no field " + name);
    }
}
