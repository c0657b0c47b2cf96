package io.accountsync.localorg.http;

import io.accountsync.localorg.fault.CallFacts;
import io.accountsync.localorg.oauth.OAuthException;
import io.accountsync.localorg.oauth.OAuthRequest;
import io.accountsync.localorg.oauth.TokenEndpoint;
import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestAnswer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls under {@code /services/oauth2}. */
final class OAuthCalls {

    private final TokenEndpoint token;

    OAuthCalls(TokenEndpoint token) {
        this.token = token;
    }

    RestAnswer token(RoutingContext context, CallFacts facts) {
        try {
            return RestAnswer.json(200, Json.write(token.grant(request(context, facts))))
                    .withHeader("Cache-Control", "no-store")
                    .withHeader("Pragma", "no-cache");
        } catch (OAuthException e) {
            Map<String, String> error = new LinkedHashMap<>();
            error.put("error", e.error());
            error.put("error_description", e.getMessage());
            return RestAnswer.json(400, Json.write(error)).withHeader("Cache-Control", "no-store");
        }
    }

    private static OAuthRequest request(RoutingContext context, CallFacts facts) {
        Map<String, String> params = new LinkedHashMap<>();
        context.queryParams().forEach(entry -> params.put(entry.getKey(), entry.getValue()));
        context.request().formAttributes().forEach(entry -> params.put(entry.getKey(), entry.getValue()));
        return new OAuthRequest(facts.method(), facts.path(), params, context.request()::getHeader);
    }
}
