package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

    private static final String COLLECTIONS = "/services/data/v62.0/composite/sobjects/Account/Customer_Id__c";
    private static LocalOrg org;
    private static OrgClient client;

    @BeforeAll
    static void start() {
        org = LocalOrg.start();
        client = new OrgClient(org);
        upsert(
                account("A", "Name", "Alpha", "Industry", "Banking", "NumberOfEmployees", 10, "AnnualRevenue", 1.5),
                account("B", "Name", "beta_1", "NumberOfEmployees", 200, "Onboarded_On__c", "2024-02-29"),
                account("C", "Name", "Gamma", "Industry", "Energy", "Interests__c", "Cloud;Security"),
                account("D", "Name", "O'Delta", "Industry", "banking", "Newsletter__c", true));
        upsert(account("E", "Name", "Epsilon", "Parent", Map.of("Customer_Id__c", "A"), "BillingCity", "Kiel"));
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Name = 'ALPHA'                                             | A
            Name != 'alpha'                                            | B C D E
            Industry = null                                            | B E
            Industry != null                                           | A C D
            Industry != 'Banking'                                      | B C E
            Industry IN ('Banking', 'Energy')                          | A C D
            Industry NOT IN ('Banking')                                | B C E
            Name LIKE 'a%'                                             | A
            Name LIKE 'beta\\_1'                                       | B
            Name LIKE '%ta%'                                           | B D
            Name = 'O\\'Delta'                                         | D
            NumberOfEmployees > 10                                     | B
            NumberOfEmployees >= 10 AND NumberOfEmployees < 200        | A
            AnnualRevenue = 1.5                                        | A
            (Name = 'Alpha' OR Name = 'Gamma') AND Industry = 'Energy' | C
            Name = 'Alpha' OR Name = 'Gamma' AND Industry = 'Banking'  | A
            NOT Name LIKE '%a'                                         | B E
            Onboarded_On__c = 2024-02-29                               | B
            Onboarded_On__c < 2024-02-29                               |
            CreatedDate = TODAY                                        | A B C D E
            CreatedDate > 2020-01-01T00:00:00Z                         | A B C D E
            CreatedDate < LAST_N_DAYS:5                                |
            Newsletter__c = true                                       | D
            Interests__c INCLUDES ('Cloud')                            | C
            Interests__c INCLUDES ('Cloud;Hardware', 'Security')       | C
            Interests__c EXCLUDES ('Cloud')                            | A B D E
            Parent.Name = 'Alpha'                                      | E
            Parent.Customer_Id__c = 'a'                                | E
            Customer_Id__c IN ('e', 'B', 'nobody')                     | B E
            Account.Name = 'Gamma'                                     | C
            """)
    void whereFinds(String where, String keys) {
        JsonNode records =
                query("SELECT Customer_Id__c FROM Account WHERE " + where).get("records");

        assertThat(records)
                .extracting(record -> record.get("Customer_Id__c").asText())
                .containsExactly(keys == null ? new String[0] : keys.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ORDER BY Name                               | A B E C D
            ORDER BY Name DESC                          | D C E B A
            ORDER BY Industry, Name                     | B E A D C
            ORDER BY Industry NULLS LAST, Name LIMIT 3  | A D C
            ORDER BY NumberOfEmployees DESC             | B A C D E
            ORDER BY Name LIMIT 2 OFFSET 1              | B E
            """)
    void orderLimitAndOffset(String clause, String keys) {
        JsonNode records = query("SELECT Customer_Id__c FROM Account " + clause).get("records");

        assertThat(records)
                .extracting(record -> record.get("Customer_Id__c").asText())
                .containsExactly(keys.split(" "));
    }

    @Test
    void parentsComeNestedAndCompoundAddressesAsObjects() {
        JsonNode record = query("SELECT Id, Parent.Name, Parent.Owner.Name, BillingAddress FROM Account"
                        + " WHERE Customer_Id__c = 'E'")
                .at("/records/0");

        assertThat(record.at("/attributes/type").asText()).isEqualTo("Account");
        assertThat(record.at("/attributes/url").asText())
                .isEqualTo("/services/data/v62.0/sobjects/Account/"
                        + record.get("Id").asText());
        assertThat(record.at("/Parent/Name").asText()).isEqualTo("Alpha");
        assertThat(record.at("/Parent/attributes/type").asText()).isEqualTo("Account");
        assertThat(record.at("/Parent/Owner/Name").asText()).isEqualTo("Integration User");
        assertThat(record.at("/BillingAddress/city").asText()).isEqualTo("Kiel");
    }

    @Test
    void missingParentIsNull() {
        assertThat(query("SELECT Parent.Name FROM Account WHERE Customer_Id__c = 'A'")
                        .at("/records/0/Parent")
                        .isNull())
                .isTrue();
    }

    @Test
    void countAnswersASizeAndNoRecords() {
        JsonNode result = query("SELECT COUNT() FROM Account WHERE Industry = 'Banking'");

        assertThat(result.get("totalSize").asInt()).isEqualTo(2);
        assertThat(result.get("records")).isEmpty();
        assertThat(result.get("done").asBoolean()).isTrue();
    }

    @Test
    void aggregatesAnswerAggregateResults() {
        JsonNode records = query("SELECT Industry, COUNT(Id) n, MAX(NumberOfEmployees) FROM Account"
                        + " WHERE Industry != null GROUP BY Industry")
                .get("records");

        assertThat(records.get(0).at("/attributes/type").asText()).isEqualTo("AggregateResult");
        assertThat(records.get(0).get("n").asInt()).isEqualTo(1);
        assertThat(records.get(0).get("expr0").asInt()).isEqualTo(10);
    }

    @Test
    void organizationTellsNameAndEdition() {
        JsonNode organization = query("SELECT Id, Name, OrganizationType, IsSandbox FROM Organization")
                .at("/records/0");

        assertThat(organization.get("Id").asText()).isEqualTo(org.orgId());
        assertThat(organization.get("OrganizationType").asText()).isEqualTo("Developer Edition");
        assertThat(organization.get("IsSandbox").asBoolean()).isFalse();
    }

    @Test
    void moreRecordsThanAPageAreFetchedByLocator() {
        try (LocalOrg big = LocalOrg.start()) {
            OrgClient user = new OrgClient(big);
            for (int call = 0; call < 3; call++) {
                List<Map<String, Object>> records = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    records.add(account("K" + (call * 200 + i), "Name", "Acme"));
                }
                user.patch(COLLECTIONS, Map.of("records", records));
            }
            String soql = OrgClient.encode("SELECT Customer_Id__c FROM Account ORDER BY CreatedDate");

            Answer first = user.call(
                    "GET", "/services/data/v62.0/query?q=" + soql, null, "Sforce-Query-Options", "batchSize=250");
            Answer second = user.call(
                    "GET", first.json().get("nextRecordsUrl").asText(), null, "Sforce-Query-Options", "batchSize=400");

            assertThat(first.json().get("totalSize").asInt()).isEqualTo(600);
            assertThat(first.json().get("done").asBoolean()).isFalse();
            assertThat(first.json().get("records")).hasSize(250);
            assertThat(first.json().get("nextRecordsUrl").asText())
                    .matches("/services/data/v62\\.0/query/01g\\w{15}-250");
            assertThat(second.json().get("done").asBoolean()).isTrue();
            assertThat(second.json().get("records")).hasSize(350);
            assertThat(second.json().has("nextRecordsUrl")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            SELECT foo FROM Account                           | INVALID_FIELD   | No such column 'foo' on entity 'Account'
            SELECT Id FROM Nope                               | INVALID_TYPE    | sObject type 'Nope' is not supported
            SELECT Boss.Name FROM Account                     | INVALID_FIELD   | Didn't understand relationship 'Boss' in field path
            SELECT Id FORM Account                            | MALFORMED_QUERY | unexpected token: 'FORM'
            SELECT Id FROM Account WHERE                      | MALFORMED_QUERY | unexpected token: <EOF>
            SELECT Id FROM Account WHERE Name = 1             | INVALID_FIELD   | must be of type string and should be enclosed in quotes
            SELECT Id FROM Account WHERE AnnualRevenue = '1'  | INVALID_FIELD   | must be of type currency and should not be enclosed in quotes
            SELECT Id FROM Account WHERE Description = 'x'    | INVALID_FIELD   | can not be filtered
            """)
    void queryThatCannotBeUnderstoodIsExplained(String soql, String code, String message) {
        Answer answer = client.query(soql);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).startsWith(code).contains(message);
    }

    @Test
    void unknownLocatorIsRefused() {
        assertThat(client.get("/services/data/v62.0/query/01gxx0000000001AAA-2000")
                        .error())
                .startsWith("INVALID_QUERY_LOCATOR");
    }

    @Test
    void columnsTellWhatTheQuerySelects() {
        JsonNode metadata = client.get("/services/data/v62.0/query?columns=true&q="
                        + OrgClient.encode("SELECT Id, NumberOfEmployees, Parent.Name FROM Account"))
                .json();

        assertThat(metadata.get("entityName").asText()).isEqualTo("Account");
        assertThat(metadata.get("idSelected").asBoolean()).isTrue();
        assertThat(metadata.at("/columnMetadata/1/columnName").asText()).isEqualTo("NumberOfEmployees");
        assertThat(metadata.at("/columnMetadata/1/numberType").asBoolean()).isTrue();
        assertThat(metadata.at("/columnMetadata/2/columnName").asText()).isEqualTo("Parent");
        assertThat(metadata.at("/columnMetadata/2/joinColumns/0/columnName").asText())
                .isEqualTo("Name");
    }

    private static Map<String, Object> account(String key, Object... fields) {
        return CollectionsUpsertTest.account(key, fields);
    }

    private static void upsert(Object... records) {
        Answer answer = client.patch(COLLECTIONS, Map.of("records", List.of(records)));
        assertThat(answer.json()).allMatch(result -> result.get("success").asBoolean());
    }

    private static JsonNode query(String soql) {
        Answer answer = client.query(soql);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
