package io.accountsync.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.accountsync.config.JsonText;
import io.accountsync.console.Endpoints.Endpoint;
import io.accountsync.console.Endpoints.For;
import io.accountsync.state.StateException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a request through to what answers it, where its sender may have that; says in a sentence what was wrong otherwise. */
final class Gatekeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);

    private final Sessions sessions;
    private final Supplier<String> cookie;

    Gatekeeper(Sessions sessions, Supplier<String> cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /**
     * A request as it came.
     *
     * @param header the value of a header by its name, or null
     * @param cookies the value of a cookie by its name, or null
     * @param body null or empty for none
     */
    record Request(
            Function<String, String> header,
            Function<String, String> cookies,
            Map<String, String> parameters,
            String body,
            String address) {}

    Answer answer(Endpoint endpoint, Request request) {
        Optional<Session> named = sessions.find(request.cookies().apply(cookie.get()));
        // A browser gives the cookie to every port of this host: alone it is worth nothing.
        Session session = named.filter(
                        one -> Sessions.isOwn(one, request.header().apply("X-CSRF-Token")))
                .orElse(null);
        try {
            if (endpoint.who() != For.ALL && session == null) {
                throw refusal(named.isPresent());
            }
            boolean isTls = String.valueOf(request.header().apply("Origin")).startsWith("https:");
            return endpoint.handler()
                    .answer(new Asked(
                            request.parameters(), body(endpoint, request), session, request.address(), isTls));
        } catch (RefusedException e) {
            return Answer.problem(e.status(), e.getMessage());
        } catch (StateException e) {
            LOG.warn("The console cannot use the state: {}", e.getMessage());
            return Answer.problem(
                    503, session == null ? "The state cannot be used now; the log says why." : e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The console could not answer. This is a fault of account-sync; please report it", e);
            return Answer.problem(500, "The console could not answer; the log says why.");
        }
    }

    private static RefusedException refusal(boolean hasCookie) {
        return hasCookie
                ? new RefusedException(403, "This did not come from the page that signed in. Sign in again.")
                : new RefusedException(401, "Sign in with the token first: reasons, contents and actions need it.");
    }

    private static JsonNode body(Endpoint endpoint, Request request) {
        if (!endpoint.isPost()) {
            return MissingNode.getInstance();
        }
        String type = String.valueOf(request.header().apply("Content-Type"));
        if (!type.replaceFirst(";.*", "").strip().equalsIgnoreCase("application/json")) {
            throw new RefusedException(415, "Send application/json.");
        }
        try {
            return JsonText.parse(request.body());
        } catch (JsonProcessingException e) {
            throw new RefusedException(400, "The body of this request is not JSON.");
        }
    }
}
