package io.accountsync.localorg.http;

import io.accountsync.localorg.fault.CallFacts;
import io.accountsync.localorg.fault.Faults;
import io.accountsync.localorg.oauth.AccessToken;
import io.accountsync.localorg.oauth.TokenStore;
import io.accountsync.localorg.rest.ApiUsage;
import io.accountsync.localorg.rest.ApiVersions;
import io.accountsync.localorg.rest.RestAnswer;
import io.accountsync.localorg.rest.RestException;
import io.accountsync.localorg.soap.SoapApi;
import io.accountsync.localorg.soap.SoapFaultException;
import io.accountsync.localorg.soap.SoapMessage;
import io.accountsync.localorg.stats.OrgStats;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Calls to {@code /services/Soap/u/62.0} and its like: version, session and daily limit come before anything else. */
final class SoapCalls {

    private static final int SEGMENTS = 4;

    private final ApiVersions versions;
    private final TokenStore tokens;
    private final ApiUsage usage;
    private final OrgStats stats;
    private final Faults faults;
    private final SoapApi api;

    SoapCalls(ApiVersions versions, TokenStore tokens, ApiUsage usage, OrgStats stats, Faults faults, SoapApi api) {
        this.versions = versions;
        this.tokens = tokens;
        this.usage = usage;
        this.stats = stats;
        this.faults = faults;
        this.api = api;
    }

    RestAnswer answer(RoutingContext context, CallFacts facts) {
        try {
            requireVersion(DataCalls.segments(facts.path()));
            Buffer body = context.body().buffer();
            SoapMessage message = SoapMessage.read(body == null ? new byte[0] : body.getBytes());
            AccessToken session = tokens.session(message.sessionId())
                    .orElseThrow(() -> SoapFaultException.of(
                            "INVALID_SESSION_ID",
                            "Invalid Session ID found in SessionHeader: Illegal Session. Session not found"));
            if (!usage.count()) {
                throw SoapFaultException.of("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
            }
            stats.counted();
            return api.answer(message, session.userId(), faults.gate(facts));
        } catch (SoapFaultException e) {
            return e.answer();
        }
    }

    private void requireVersion(List<String> path) {
        try {
            versions.parse("v" + (path.size() < SEGMENTS ? "" : path.get(SEGMENTS - 1)));
        } catch (RestException e) {
            throw SoapFaultException.of("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
        }
    }
}
