package io.accountsync.salesforce.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.salesforce.AnswerException;
import java.net.http.HttpResponse;

/**
 * The user who gave us access, as the identity URL says.
 *
 * @param name null when it is not known
 * @param whyUnknown without a full stop, and without anything of an answer's body; null when the name is known
 */
public record SignedInUser(String name, String whyUnknown) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    static SignedInUser unknown(String why) {
        return new SignedInUser(null, why);
    }

    static SignedInUser of(HttpResponse<String> answer) {
        String name = answer.statusCode() == OK ? name(answer.body()) : null;
        return name != null
                ? new SignedInUser(name, null)
                : unknown(new AnswerException(
                                answer.statusCode(),
                                answer.headers().firstValue("Content-Type").orElse(null),
                                answer.body(),
                                answer.headers().firstValue("Location").orElse(null))
                        .getMessage());
    }

    private static String name(String body) {
        try {
            return JSON.readTree(body).path("username").asText(null);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
