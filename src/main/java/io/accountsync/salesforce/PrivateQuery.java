package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.RestError;

/**
 * A query that holds values of rows: it travels in the body of a composite call, since addresses are logged on their way.
 *
 * @param apiVersion such as {@code 67.0}
 */
record PrivateQuery(String apiVersion, String soql) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body of the composite call. */
    String request() {
        ObjectNode request = JSON.createObjectNode();
        request.putArray("compositeRequest")
                .addObject()
                .put("method", "GET")
                .put(
                        "url",
                        "/services/data/v" + apiVersion + "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8))
                .put("referenceId", "rows");
        return request.toString();
    }

    /**
     * The first page of what the query finds.
     *
     * @param answer to the composite call
     * @throws SalesforceException when Salesforce refused the query, or this is not an answer to it
     */
    JsonNode result(JsonNode answer) throws SalesforceException {
        JsonNode response = answer.path("compositeResponse").path(0);
        int status = response.path("httpStatusCode").asInt();
        if (status == 0) {
            throw new AnswerException(200, "{}");
        }
        if (status != 200) {
            throw new SalesforceException(errors(response.path("body")), status);
        }
        return response.path("body");
    }

    /** Without all lines of a message but the last: those before it show a part of the query. */
    private static List<RestError> errors(JsonNode body) {
        List<RestError> errors = new ArrayList<>();
        for (JsonNode error : body) {
            String message = error.path("message").asText();
            errors.add(new RestError(
                    error.path("errorCode").asText(),
                    message.strip().replaceFirst("(?s)^.*\\R", "").strip()));
        }
        return errors;
    }
}
