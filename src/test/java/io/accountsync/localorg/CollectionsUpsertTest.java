package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.schema.FieldSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectionsUpsertTest {

    private static final String PATH = "/services/data/v62.0/composite/sobjects/Account/Customer_Id__c";

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withField("Account", FieldSpec.text("Legacy_Id__c", 20).externalId())
            .withField("Account", FieldSpec.email("Contact_Email__c"))
            .build());
    private final OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void newRecordIsCreatedAndTheNextTimeUpdated() {
        JsonNode first = upsert(account("C-1", "Name", "Acme")).get(0);
        JsonNode second = upsert(account("C-1", "Name", "Acme Ltd")).get(0);

        assertThat(first.get("created").asBoolean()).isTrue();
        assertThat(second.get("created").asBoolean()).isFalse();
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(second.get("errors")).isEmpty();
        assertThat(org.find("Account", "Customer_Id__c", "C-1"))
                .hasValueSatisfying(record -> assertThat(record).containsEntry("Name", "Acme Ltd"));
    }

    @Test
    void resultsComeInTheOrderSentWithGoodOnesSavedBesideBadOnes() {
        JsonNode results =
                upsert(account("C-1", "Name", "Acme"), account("C-2", "Name", null), account("C-3", "Name", "Zenith"));

        assertThat(results.get(0).get("success").asBoolean()).isTrue();
        assertThat(results.get(1).get("success").asBoolean()).isFalse();
        assertThat(results.get(2).get("success").asBoolean()).isTrue();
        assertThat(org.records("Account")).extracting("Name").containsExactly("Acme", "Zenith");
    }

    @Test
    void keysMatchTrimmedAndWithoutCase() {
        upsert(account("C-1", "Name", "Acme"));

        assertThat(upsert(account("  c-1 ", "Name", "Acme"))
                        .get(0)
                        .get("created")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void sameKeyTwiceInOneCallFailsEveryRowWithThatKey() {
        JsonNode results =
                upsert(account("C-1", "Name", "A"), account("C-2", "Name", "B"), account("c-1", "Name", "C"));

        assertThat(error(results.get(0))).isEqualTo("DUPLICATE_VALUE: Duplicate external id specified: C-1");
        assertThat(error(results.get(2))).isEqualTo("DUPLICATE_VALUE: Duplicate external id specified: c-1");
        assertThat(results.get(0).at("/errors/0/fields/0").asText()).isEqualTo("Customer_Id__c");
        assertThat(results.get(1).get("success").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Segment__c        | "Huge"            | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST | Segment: bad value for restricted picklist field: Huge
            Contact_Email__c  | "no address"      | INVALID_EMAIL_ADDRESS                   | Contact Email: invalid email address: no address
            NumberOfEmployees | 1431655766        | NUMBER_OUTSIDE_VALID_RANGE              | Employees: value outside of valid range on numeric field: 1431655766
            Rating_Score__c   | 1000              | NUMBER_OUTSIDE_VALID_RANGE              | Rating Score: value outside of valid range on numeric field: 1000
            Phone             | "12345678901234567890123456789012345678901" | STRING_TOO_LONG | Account Phone: data value too large: 12345678901234567890123456789012345678901 (max length=40)
            ParentId          | "003000000000001" | MALFORMED_ID                            | Parent Account ID: id value of incorrect type: 003000000000001
            ParentId          | "nonsense"        | MALFORMED_ID                            | Parent Account ID: id value of incorrect type: nonsense
            CreatedDate       | "2020-01-01T00:00:00Z" | INVALID_FIELD_FOR_INSERT_UPDATE    | Unable to create/update fields: CreatedDate. Please check the security settings of this field and verify that it is read/write for your profile or permission set.
            Newsletter__c     | null              | INVALID_TYPE_ON_FIELD_IN_RECORD         | Newsletter: value not of required type:
            Onboarded_On__c   | "9999-12-31"      | FIELD_INTEGRITY_EXCEPTION               | Onboarded On: invalid date: 9999-12-31
            """)
    void valueThatTheFieldRefusesFailsItsRecord(String field, String json, String code, String message)
            throws Exception {
        JsonNode result = upsert(account("C-1", "Name", "Acme", field, OrgClient.JSON.readTree(json)))
                .get(0);

        assertThat(error(result).strip()).isEqualTo(code + ": " + message);
        assertThat(result.at("/errors/0/fields/0").asText()).isEqualTo(field);
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void nameThatIsTooLongIsNamedByItsLabel() {
        String name = "x".repeat(256);

        JsonNode result = upsert(account("C-1", "Name", name)).get(0);

        assertThat(error(result))
                .isEqualTo("STRING_TOO_LONG: Account Name: data value too large: " + name + " (max length=255)");
    }

    @Test
    void missingNameIsRequiredOnlyWhereTheRecordIsNewOrTheNameIsCleared() {
        assertThat(error(upsert(account("C-1")).get(0)))
                .isEqualTo("REQUIRED_FIELD_MISSING: Required fields are missing: [Name]");
        upsert(account("C-1", "Name", "Acme"));

        assertThat(upsert(account("C-1", "Phone", "1")).get(0).get("success").asBoolean())
                .isTrue();
        assertThat(error(upsert(account("C-1", "Name", " ")).get(0)))
                .isEqualTo("REQUIRED_FIELD_MISSING: Required fields are missing: [Name]");
    }

    @Test
    void standardPicklistTakesAnyValue() {
        upsert(account("C-1", "Name", "Acme", "Industry", "Basket weaving"));

        assertThat(org.records("Account")).extracting("Industry").containsExactly("Basket weaving");
    }

    @Test
    void recordWithoutItsKeyFailsAlone() {
        assertThat(error(upsert(account(null, "Name", "Acme")).get(0)))
                .isEqualTo("MISSING_ARGUMENT: Customer_Id__c not specified");
    }

    @Test
    void parentIsFoundByItsOwnExternalId() {
        String parent =
                upsert(account("P-1", "Name", "Parent")).get(0).get("id").asText();

        upsert(account("C-1", "Name", "Child", "Parent", Map.of("Customer_Id__c", "p-1")));

        assertThat(org.find("Account", "Customer_Id__c", "C-1").orElseThrow()).containsEntry("ParentId", parent);
    }

    @Test
    void unknownParentFailsItsChildOnly() {
        JsonNode results = upsert(
                account("C-1", "Name", "Child", "Parent", Map.of("Customer_Id__c", "X")),
                account("C-2", "Name", "Other"));

        assertThat(error(results.get(0)))
                .isEqualTo("INVALID_FIELD: Foreign key external ID: X not found for field Customer_Id__c in entity"
                        + " Account");
        assertThat(results.get(1).get("success").asBoolean()).isTrue();
    }

    @Test
    void parentOfTheSameCallIsNotThereYet() {
        JsonNode results = upsert(
                account("P-1", "Name", "Parent"),
                account("C-1", "Name", "Child", "Parent", Map.of("Customer_Id__c", "P-1")));

        assertThat(results.get(0).get("success").asBoolean()).isTrue();
        assertThat(results.get(1).get("success").asBoolean()).isFalse();
    }

    @Test
    void recordCannotBecomeItsOwnAncestor() {
        upsert(account("A", "Name", "A"));
        upsert(account("B", "Name", "B", "Parent", Map.of("Customer_Id__c", "A")));

        JsonNode result =
                upsert(account("A", "Parent", Map.of("Customer_Id__c", "B"))).get(0);

        assertThat(result.at("/errors/0/statusCode").asText()).isEqualTo("CIRCULAR_DEPENDENCY");
    }

    @Test
    void allOrNoneRollsTheGoodOnesBack() {
        Answer answer = client.patch(
                PATH, Map.of("allOrNone", true, "records", List.of(account("C-1", "Name", "Acme"), account("C-2"))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(error(answer.json().get(0)))
                .isEqualTo(
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK: Record rolled back because not all records were valid and"
                                + " the request was using AllOrNone header");
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void unknownColumnFailsTheWholeCall() {
        Answer answer = send(List.of(account("C-1", "Name", "Acme"), account("C-2", "Name", "B", "Foo__c", 1)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("INVALID_FIELD: No such column 'Foo__c' on sobject of type Account");
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void wrongJsonTypeFailsTheWholeCall() {
        Answer answer = send(List.of(account("C-1", "Name", "Acme", "Onboarded_On__c", "yesterday")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error())
                .startsWith(
                        "JSON_PARSER_ERROR: Cannot deserialize instance of date from VALUE_STRING value yesterday or"
                                + " request may be missing a required field at [line:1, column:");
    }

    @Test
    void moreThanTwoHundredRecordsAreRefused() {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i <= 200; i++) {
            records.add(account("C-" + i, "Name", "Acme"));
        }

        Answer answer = send(records);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error())
                .isEqualTo(
                        "EXCEEDED_ID_LIMIT: record limit reached. cannot submit more than 200 records into this call");
    }

    @Test
    void unknownExternalIdFieldIsNotFound() {
        Answer answer = client.patch(PATH.replace("Customer_Id__c", "Namez"), Map.of("records", List.of()));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error())
                .isEqualTo("NOT_FOUND: Provided external ID field does not exist or is not accessible: Namez");
    }

    @Test
    void versionsBefore46HaveNoSuchResource() {
        assertThat(client.patch(PATH.replace("v62.0", "v45.0"), Map.of("records", List.of()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void valueOfAnotherRecordsUniqueFieldIsRefused() {
        String holder = upsert(account("C-1", "Name", "Acme")).get(0).get("id").asText();

        Answer answer = client.patch(
                PATH.replace("Customer_Id__c", "Legacy_Id__c"),
                Map.of("records", List.of(account("C-1", "Name", "Other", "Legacy_Id__c", "L-1"))));

        assertThat(error(answer.json().get(0)))
                .isEqualTo("DUPLICATE_VALUE: duplicate value found: Customer_Id__c duplicates value on record with id: "
                        + holder);
    }

    @Test
    void uniqueValueTwiceInOneCallIsRefusedWithoutFieldAndId() {
        Answer answer = client.patch(
                PATH.replace("Customer_Id__c", "Legacy_Id__c"),
                Map.of(
                        "records",
                        List.of(
                                account("C-1", "Name", "A", "Legacy_Id__c", "L-1"),
                                account("C-1", "Name", "B", "Legacy_Id__c", "L-2"))));

        assertThat(answer.json().at("/0/success").asBoolean()).isTrue();
        assertThat(error(answer.json().get(1)))
                .isEqualTo("DUPLICATE_VALUE: duplicate value found: <unknown> duplicates value on record with id:"
                        + " <unknown>");
    }

    @Test
    void refusedUpdateHasNoId() {
        upsert(account("C-1", "Name", "Acme"));

        JsonNode result = upsert(account("C-1", "Segment__c", "Huge")).get(0);

        assertThat(result.has("id")).isFalse();
        assertThat(result.get("success").asBoolean()).isFalse();
    }

    @Test
    void keyOfSeveralRecordsIsRefusedWithTheirIds() {
        upsert(account("C-1", "Name", "A", "Legacy_Id__c", "L-1"));
        upsert(account("C-2", "Name", "B", "Legacy_Id__c", "l-1"));

        Answer answer = client.patch(
                PATH.replace("Customer_Id__c", "Legacy_Id__c"),
                Map.of("records", List.of(account(null, "Legacy_Id__c", "L-1"))));

        assertThat(error(answer.json().get(0)))
                .startsWith("DUPLICATE_EXTERNAL_ID: Legacy Id: more than one record found for external id field: [001");
    }

    @Test
    void valuesAreStoredAsSalesforceStoresThem() {
        upsert(account(
                "C-1",
                "Name",
                "  Acme  ",
                "Phone",
                "   ",
                "AnnualRevenue",
                350_000_000,
                "Annual_Budget__c",
                "12.345",
                "Rating_Score__c",
                4.555,
                "NumberOfEmployees",
                "12",
                "Newsletter__c",
                "true",
                "Last_Order_At__c",
                "2024-02-29T10:00:00.987+02:00"));

        assertThat(org.records("Account").get(0))
                .containsEntry("Name", "Acme")
                .doesNotContainKey("Phone")
                .containsEntry("AnnualRevenue", 3.5E8)
                .containsEntry("Annual_Budget__c", 12.35)
                .containsEntry("Rating_Score__c", 4.56)
                .containsEntry("NumberOfEmployees", 12)
                .containsEntry("Newsletter__c", true)
                .containsEntry("Last_Order_At__c", "2024-02-29T08:00:00.000+0000");
    }

    @Test
    void recordOfAnotherTypeThanTheAddressIsRefused() {
        Answer answer = send(List.of(Map.of("attributes", Map.of("type", "Contact"), "LastName", "Doe")));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void brokenJsonIsAParserError() {
        Answer answer = client.patch(PATH, "{\"records\":[{\"attributes\":");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).startsWith("JSON_PARSER_ERROR: ");
    }

    private JsonNode upsert(Object... records) {
        Answer answer = send(List.of(records));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer send(List<?> records) {
        return client.patch(PATH, Map.of("allOrNone", false, "records", records));
    }

    private static String error(JsonNode result) {
        return result.at("/errors/0/statusCode").asText() + ": "
                + result.at("/errors/0/message").asText();
    }

    static Map<String, Object> account(String key, Object... fields) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("attributes", Map.of("type", "Account"));
        if (key != null) {
            account.put("Customer_Id__c", key);
        }
        for (int i = 0; i < fields.length; i += 2) {
            account.put(fields[i].toString(), fields[i + 1]);
        }
        return account;
    }
}
