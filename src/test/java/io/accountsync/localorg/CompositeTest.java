package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompositeTest {

    private static final String DATA = "/services/data/v62.0";

    private final LocalOrg org = LocalOrg.start();
    private final OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void laterPartsUseResultsOfEarlierOnes() {
        JsonNode responses = composite(
                false,
                part("POST", "/sobjects/Account", "acme", Map.of("Name", "Acme")),
                part("POST", "/sobjects/Contact", "ann", Map.of("LastName", "Doe", "AccountId", "@{acme.id}")),
                part("GET", "/sobjects/Account/@{acme.id}?fields=Name", "read", null));

        assertThat(responses.at("/0/httpStatusCode").asInt()).isEqualTo(201);
        assertThat(responses.at("/0/httpHeaders/Location").asText()).startsWith(DATA + "/sobjects/Account/001");
        assertThat(responses.at("/1/httpStatusCode").asInt()).isEqualTo(201);
        assertThat(responses.at("/2/body/Name").asText()).isEqualTo("Acme");
        assertThat(responses.at("/2/referenceId").asText()).isEqualTo("read");
        assertThat(org.records("Contact").get(0)).containsKey("AccountId");
    }

    @Test
    void oneFailureTakesEverythingBackWithAllOrNone() {
        String id = client.post(DATA + "/sobjects/Account", Map.of("Name", "Old", "Customer_Id__c", "OLD"))
                .json()
                .get("id")
                .asText();

        JsonNode responses = composite(
                true,
                part("POST", "/sobjects/Account", "a", Map.of("Name", "Acme", "Customer_Id__c", "NEW")),
                part("PATCH", "/sobjects/Account/" + id, "b", Map.of("Name", "New", "Customer_Id__c", "X")),
                part("DELETE", "/sobjects/Account/" + id, "c", null),
                part("POST", "/sobjects/Account", "d", Map.of("Phone", "1")));

        assertThat(responses).extracting(r -> r.get("httpStatusCode").asInt()).containsOnly(400);
        assertThat(responses.at("/0/body/0/errorCode").asText()).isEqualTo("PROCESSING_HALTED");
        assertThat(responses.at("/3/body/0/errorCode").asText()).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(org.records("Account")).hasSize(1);
        assertThat(org.find("Account", "Customer_Id__c", "old"))
                .hasValueSatisfying(record -> assertThat(record).containsEntry("Name", "Old"));
        assertThat(client.query("SELECT Id FROM Account WHERE Customer_Id__c = 'NEW'")
                        .json()
                        .get("totalSize")
                        .asInt())
                .isZero();
    }

    @Test
    void withoutAllOrNoneEachPartStandsAlone() {
        JsonNode responses = composite(
                false,
                part("POST", "/sobjects/Account", "bad", Map.of("Phone", "1")),
                part("POST", "/sobjects/Account", "good", Map.of("Name", "Acme")),
                part("POST", "/sobjects/Contact", "dependent", Map.of("LastName", "D", "AccountId", "@{bad.id}")));

        assertThat(responses.at("/0/httpStatusCode").asInt()).isEqualTo(400);
        assertThat(responses.at("/1/httpStatusCode").asInt()).isEqualTo(201);
        assertThat(responses.at("/2/body/0/errorCode").asText()).isEqualTo("PROCESSING_HALTED");
    }

    @Test
    void moreThanTwentyFivePartsAreRefused() {
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            parts.add(part("POST", "/sobjects/Account", "r" + i, Map.of("Name", "Acme")));
        }

        assertThat(client.post(DATA + "/composite", Map.of("compositeRequest", parts))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void wholeCompositeCountsAsOneCall() {
        composite(
                false,
                part("POST", "/sobjects/Account", "a", Map.of("Name", "A")),
                part("POST", "/sobjects/Account", "b", Map.of("Name", "B")));

        assertThat(org.stats().apiCalls()).isEqualTo(1);
    }

    @Test
    void batchAnswersStatusAndResultOfEachPart() {
        Answer answer = client.post(
                DATA + "/composite/batch",
                Map.of(
                        "batchRequests",
                        List.of(
                                Map.of(
                                        "method",
                                        "POST",
                                        "url",
                                        "v62.0/sobjects/Account",
                                        "richInput",
                                        Map.of("Name", "A")),
                                Map.of("method", "GET", "url", "v62.0/query?q=SELECT+Name+FROM+Account"),
                                Map.of("method", "GET", "url", "v62.0/sobjects/Nope/describe"))));

        assertThat(answer.json().get("hasErrors").asBoolean()).isTrue();
        assertThat(answer.json().at("/results/0/statusCode").asInt()).isEqualTo(201);
        assertThat(answer.json().at("/results/1/result/records/0/Name").asText())
                .isEqualTo("A");
        assertThat(answer.json().at("/results/2/statusCode").asInt()).isEqualTo(404);
    }

    @Test
    void batchStopsAtTheFirstErrorWhenAskedTo() {
        Answer answer = client.post(
                DATA + "/composite/batch",
                Map.of(
                        "haltOnError",
                        true,
                        "batchRequests",
                        List.of(
                                Map.of("method", "GET", "url", "v62.0/sobjects/Nope/describe"),
                                Map.of("method", "GET", "url", "v62.0/limits"))));

        assertThat(answer.json().at("/results/1/statusCode").asInt()).isEqualTo(412);
    }

    private JsonNode composite(boolean allOrNone, Object... parts) {
        Answer answer =
                client.post(DATA + "/composite", Map.of("allOrNone", allOrNone, "compositeRequest", List.of(parts)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("compositeResponse");
    }

    private static Map<String, Object> part(String method, String url, String reference, Object body) {
        return body == null
                ? Map.of("method", method, "url", DATA + url, "referenceId", reference)
                : Map.of("method", method, "url", DATA + url, "referenceId", reference, "body", body);
    }
}
