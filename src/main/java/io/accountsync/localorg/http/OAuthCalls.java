package io.accountsync.localorg.http;

import io.accountsync.localorg.fault.CallFacts;
import io.accountsync.localorg.oauth.OAuthRequest;
import io.accountsync.localorg.rest.RestAnswer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Turns calls to OAuth addresses into what the org's OAuth understands. */
final class OAuthCalls {

    private OAuthCalls() {}

    static CallPipeline.Processing of(Function<OAuthRequest, RestAnswer> endpoint) {
        return (context, facts) -> endpoint.apply(request(context, facts));
    }

    private static OAuthRequest request(RoutingContext context, CallFacts facts) {
        Map<String, String> params = new LinkedHashMap<>();
        context.queryParams().forEach(entry -> params.put(entry.getKey(), entry.getValue()));
        context.request().formAttributes().forEach(entry -> params.put(entry.getKey(), entry.getValue()));
        return new OAuthRequest(facts.method(), facts.path(), params, context.request()::getHeader);
    }
}
