package io.accountsync.localorg.http;

import io.accountsync.localorg.http.CallPipeline.Processing;
import io.accountsync.localorg.oauth.OAuth;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One request with a refresh token at a time: Salesforce refuses the others until the first is answered, with
 * {@code invalid_grant}, though the token is good and the same request passes a moment later.
 */
final class OverlappingRefreshes {

    private final Map<String, RoutingContext> beingProcessed = new ConcurrentHashMap<>();

    /** The processing of this call: that given, or a refusal while another call with the same token is under way. */
    Processing processing(RoutingContext call, Processing usual) {
        String token = call.request().getParam("refresh_token");
        if (token == null || !"refresh_token".equals(call.request().getParam("grant_type"))) {
            return usual;
        }
        if (beingProcessed.putIfAbsent(token, call) != null) {
            return OAuthCalls.of(OAuth::alreadyBeingProcessed);
        }
        // Before the answer is on its way, or the client could be quicker with its next request than we are.
        call.addHeadersEndHandler(answering -> beingProcessed.remove(token, call));
        call.addEndHandler(over -> beingProcessed.remove(token, call));
        return usual;
    }
}
