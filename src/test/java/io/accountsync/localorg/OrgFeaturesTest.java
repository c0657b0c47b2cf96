package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import io.accountsync.localorg.schema.ObjectSpec.Right;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrgFeaturesTest {

    private static final String ACCOUNTS = "/services/data/v62.0/sobjects/Account";
    private static final String UPSERT = "/services/data/v62.0/composite/sobjects/Account/Customer_Id__c";

    private LocalOrg org;
    private OrgClient client;

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void nameOfAPersonAccountCannotBeWritten() {
        start(LocalOrgOptions.builder().personAccounts());

        Answer refused = client.post(ACCOUNTS, Map.of("LastName", "Doe", "Name", "Ann Doe"));
        Answer created = client.post(ACCOUNTS, Map.of("LastName", "Doe", "FirstName", "Ann"));

        assertThat(refused.error())
                .isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE: Account: bad field names on insert/update call: Name");
        assertThat(created.status()).isEqualTo(201);
        assertThat(org.records("Account").get(0))
                .containsEntry("Name", "Ann Doe")
                .containsEntry("IsPersonAccount", true);
        assertThat(field("IsPersonAccount").get("createable").asBoolean()).isFalse();
    }

    @Test
    void businessAccountsLiveBesidePersonAccounts() {
        start(LocalOrgOptions.builder().personAccounts());

        assertThat(client.post(ACCOUNTS, Map.of("Name", "Acme")).status()).isEqualTo(201);
        assertThat(org.records("Account").get(0)).containsEntry("IsPersonAccount", false);
    }

    @Test
    void recordsCarryACurrencyWhereThereAreSeveral() {
        start(LocalOrgOptions.builder().multiCurrency("EUR", "USD"));

        client.post(ACCOUNTS, Map.of("Name", "Acme"));
        Answer unknown = client.post(ACCOUNTS, Map.of("Name", "Acme", "CurrencyIsoCode", "XXX"));

        assertThat(org.records("Account").get(0)).containsEntry("CurrencyIsoCode", "EUR");
        assertThat(unknown.error()).startsWith("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(field("CurrencyIsoCode").get("restrictedPicklist").asBoolean())
                .isTrue();
    }

    @Test
    void countryMustBeAKnownOneWhereCountriesArePicklists() {
        start(LocalOrgOptions.builder().stateAndCountryPicklists());

        Answer unknown = client.post(ACCOUNTS, Map.of("Name", "Acme", "BillingCountry", "Deutschland"));
        Answer known =
                client.post(ACCOUNTS, Map.of("Name", "Acme", "BillingCountry", "Germany", "BillingCountryCode", "DE"));

        assertThat(unknown.error())
                .isEqualTo("FIELD_INTEGRITY_EXCEPTION: There's a problem with this country, even though it may appear"
                        + " correct. Please select a country from the list of valid countries.");
        assertThat(known.status()).as(known.body()).isEqualTo(201);
        assertThat(field("BillingCountry").get("type").asText()).isEqualTo("string");
        assertThat(field("BillingCountryCode").get("type").asText()).isEqualTo("picklist");
        assertThat(field("BillingCountryCode").get("picklistValues"))
                .anyMatch(entry -> entry.get("value").asText().equals("DE")
                        && entry.get("label").asText().equals("Germany"));
    }

    @Test
    void recordTypesAreDescribedAndFoundByDeveloperName() {
        start(LocalOrgOptions.builder()
                .recordType("Account", "Partner", "Partner Account")
                .recordType("Account", "Customer", "Customer Account"));

        JsonNode infos = client.get(ACCOUNTS + "/describe").json().get("recordTypeInfos");
        JsonNode found = client.query("SELECT Id, DeveloperName FROM RecordType WHERE SobjectType = 'Account'"
                        + " AND DeveloperName IN ('Customer')")
                .json()
                .get("records");

        assertThat(infos)
                .extracting(info -> info.get("developerName").asText())
                .containsExactly("Partner", "Customer", "Master");
        assertThat(infos.get(0).get("defaultRecordTypeMapping").asBoolean()).isTrue();
        assertThat(found.get(0).get("Id")).isEqualTo(infos.get(1).get("recordTypeId"));
        assertThat(client.post(
                                ACCOUNTS,
                                Map.of("Name", "A", "RecordTypeId", found.get(0).get("Id")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void duplicateIsRefusedWithTheRecordThatItEquals() {
        start(LocalOrgOptions.builder().duplicateRule("Account", true, "Name", "BillingCity"));
        String existing = org.insert("Account", Map.of("Name", "ACME", "BillingCity", "Kiel"));

        Answer single = client.post(ACCOUNTS, Map.of("Name", "Acme", "BillingCity", "kiel"));
        JsonNode collection = client.patch(UPSERT, duplicate()).json().get(0);

        assertThat(single.error()).isEqualTo("DUPLICATES_DETECTED: Use one of these records?");
        assertThat(single.json()
                        .at("/0/duplicateResult/matchResults/0/matchRecords/0/record/Id")
                        .asText())
                .isEqualTo(existing);
        assertThat(single.json().at("/0/duplicateResult/allowSave").asBoolean()).isTrue();
        assertThat(collection.at("/errors/0/statusCode").asText()).isEqualTo("DUPLICATES_DETECTED");
    }

    @Test
    void headerLetsADuplicateThroughWhereTheRuleAllowsIt() {
        start(LocalOrgOptions.builder().duplicateRule("Account", true, "Name"));
        org.insert("Account", Map.of("Name", "ACME"));

        Answer answer = client.call(
                "PATCH", UPSERT, OrgClient.json(duplicate()), "Sforce-Duplicate-Rule-Header", "allowSave=true");

        assertThat(answer.json().at("/0/success").asBoolean()).isTrue();
        assertThat(org.stats().seen()).last().satisfies(call -> assertThat(call.duplicateRules())
                .isEqualTo("allowSave=true"));
    }

    @Test
    void headerIsNoUseWhereTheRuleBlocks() {
        start(LocalOrgOptions.builder().duplicateRule("Account", false, "Name"));
        org.insert("Account", Map.of("Name", "ACME"));

        Answer answer = client.call(
                "PATCH", UPSERT, OrgClient.json(duplicate()), "Sforce-Duplicate-Rule-Header", "allowSave=true");

        assertThat(answer.json().at("/0/success").asBoolean()).isFalse();
    }

    @Test
    void customObjectsAreLikeAnyOther() {
        start(LocalOrgOptions.builder()
                .withObject(ObjectSpec.custom(
                        "Invoice__c",
                        "a01",
                        FieldSpec.text("Number__c", 20).externalId().unique(),
                        FieldSpec.lookupTo("Account", "Account__c", "Account__r"))));
        org.insert("Account", Map.of("Name", "Acme", "Customer_Id__c", "C-1"));

        Answer answer = client.patch(
                "/services/data/v62.0/sobjects/Invoice__c/Number__c/I-1",
                Map.of("Name", "First", "Account__r", Map.of("Customer_Id__c", "C-1")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(client.query("SELECT Name, Account__r.Name FROM Invoice__c")
                        .json()
                        .at("/records/0/Account__r/Name")
                        .asText())
                .isEqualTo("Acme");
    }

    @Test
    void userWithoutTheRightToCreateOnlyUpdates() {
        start(LocalOrgOptions.builder().rights("Account", Right.UPDATE));
        org.insert("Account", Map.of("Name", "Acme", "Customer_Id__c", "C-1"));

        assertThat(client.post(ACCOUNTS, Map.of("Name", "B")).error())
                .isEqualTo("INVALID_TYPE_FOR_OPERATION: entity type cannot be inserted: Account");
        assertThat(client.patch(UPSERT, duplicate()).json().at("/0/success").asBoolean())
                .isTrue();
        assertThat(client.get(ACCOUNTS + "/describe").json().get("createable").asBoolean())
                .isFalse();
    }

    @Test
    void hiddenObjectDoesNotExist() {
        start(LocalOrgOptions.builder().hideObject("Contact"));

        assertThat(client.get("/services/data/v62.0/sobjects/Contact/describe").status())
                .isEqualTo(404);
        assertThat(client.query("SELECT Id FROM Contact").error()).startsWith("INVALID_TYPE");
    }

    @Test
    void aRecordTypeOfAnotherObjectIsRefused() {
        start(LocalOrgOptions.builder()
                .recordType("Account", "Customer", "Customer")
                .recordType("Contact", "Person", "Person"));
        String id = org.find("RecordType", "DeveloperName", "Person")
                .orElseThrow()
                .get("Id")
                .toString();

        assertThat(client.post(ACCOUNTS, Map.of("Name", "A", "RecordTypeId", id))
                        .error())
                .isEqualTo(
                        "INVALID_CROSS_REFERENCE_KEY: Record Type ID: this ID value isn't valid for the user: " + id);
    }

    @Test
    void inactiveUserCannotOwnRecords() {
        start(LocalOrgOptions.builder());
        String gone = org.insert("User", Map.of("Username", "gone@example.com", "LastName", "G", "IsActive", false));

        assertThat(client.post(ACCOUNTS, Map.of("Name", "A", "OwnerId", gone)).error())
                .startsWith("INACTIVE_OWNER_OR_USER: ");
    }

    @Test
    void recordDeletedInTheOrgIsCreatedAnewByTheNextUpsert() {
        start(LocalOrgOptions.builder());
        String id = org.insert("Account", Map.of("Name", "Acme", "Customer_Id__c", "C-1"));
        org.delete(id);

        JsonNode result = client.patch(UPSERT, duplicate()).json().get(0);

        assertThat(result.get("created").asBoolean()).isTrue();
        assertThat(result.get("id").asText()).isNotEqualTo(id);
    }

    @Test
    void idOfTheOrgCanBeChosen() {
        start(LocalOrgOptions.builder().orgId("00D5g00000AbCdE").sandbox(true).orgName("UAT"));

        assertThat(org.orgId()).startsWith("00D5g00000AbCdE").hasSize(18);
        JsonNode organization = client.query("SELECT Id, Name, IsSandbox FROM Organization")
                .json()
                .at("/records/0");
        assertThat(organization.get("Id").asText()).isEqualTo(org.orgId());
        assertThat(organization.get("IsSandbox").asBoolean()).isTrue();
        assertThat(organization.get("Name").asText()).isEqualTo("UAT");
    }

    private void start(LocalOrgOptionsBuilder options) {
        org = LocalOrg.start(options.build());
        client = new OrgClient(org);
    }

    private JsonNode field(String name) {
        for (JsonNode field : client.get(ACCOUNTS + "/describe").json().get("fields")) {
            if (field.get("name").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("no field " + name);
    }

    private static Map<String, Object> duplicate() {
        Map<String, Object> account = new HashMap<>();
        account.put("attributes", Map.of("type", "Account"));
        account.put("Customer_Id__c", "C-1");
        account.put("Name", "Acme");
        account.put("BillingCity", "Kiel");
        return Map.of("records", List.of(account));
    }
}
