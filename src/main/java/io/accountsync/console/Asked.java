package io.accountsync.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was let in.
 *
 * @param parameters of the query; the last one of a name
 * @param body missing where the request had none
 * @param session null where nobody has signed in
 * @param address that it came from
 * @param isTls whether the browser used https, through a proxy
 */
record Asked(Map<String, String> parameters, JsonNode body, Session session, String address, boolean isTls) {
    /** Whether reasons and contents may be shown. */
    boolean isSignedIn() {
        return session != null;
    }

    Optional<Session> who() {
        return Optional.ofNullable(session);
    }

    /** A text of the query; null for none. */
    String parameter(String name) {
        return parameters.get(name);
    }

    /** A text of the body; null for none and for a blank one. */
    String text(String name) {
        JsonNode value = body.path(name);
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }
}
