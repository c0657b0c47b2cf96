package io.accountsync.localorg.http;

import io.accountsync.localorg.fault.CallFacts;
import io.accountsync.localorg.fault.Faults;
import io.accountsync.localorg.oauth.AccessToken;
import io.accountsync.localorg.oauth.TokenStore;
import io.accountsync.localorg.rest.ApiUsage;
import io.accountsync.localorg.rest.ApiVersions;
import io.accountsync.localorg.rest.DataApi;
import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestAnswer;
import io.accountsync.localorg.rest.RestException;
import io.accountsync.localorg.rest.RestRequest;
import io.accountsync.localorg.rest.RestRequest.Caller;
import io.accountsync.localorg.rest.RestRequest.JobFailure;
import io.accountsync.localorg.stats.OrgStats;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Calls under {@code /services/data}: version, session and daily limit come before anything else. */
final class DataCalls {

    private static final int SEGMENTS_BEFORE_VERSION = 2;
    private static final byte[] NO_BODY = {};

    private final ApiVersions versions;
    private final TokenStore tokens;
    private final ApiUsage usage;
    private final OrgStats stats;
    private final Faults faults;
    private final DataApi api;

    DataCalls(ApiVersions versions, TokenStore tokens, ApiUsage usage, OrgStats stats, Faults faults, DataApi api) {
        this.versions = versions;
        this.tokens = tokens;
        this.usage = usage;
        this.stats = stats;
        this.faults = faults;
        this.api = api;
    }

    RestAnswer answer(RoutingContext context, CallFacts facts) {
        try {
            List<String> path = segments(facts.path());
            if (path.size() == SEGMENTS_BEFORE_VERSION) {
                return versions.list();
            }
            int version = versions.parse(path.get(SEGMENTS_BEFORE_VERSION));
            AccessToken session = session(context);
            count();
            RestRequest request = request(context, facts, version, path, session);
            return api.answer(request).withHeader("Sforce-Limit-Info", usage.header());
        } catch (RestException e) {
            RestAnswer answer = RestAnswer.json(e.status(), Json.errors(e.errors()));
            return e.status() == 401 ? answer.withHeader("WWW-Authenticate", "Token") : answer;
        }
    }

    /** Decoded segments; empty ones are dropped, since the Salesforce CLI calls {@code //services/data}. */
    static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment));
            }
        }
        return segments;
    }

    private AccessToken session(RoutingContext context) {
        String authorization = context.request().getHeader("Authorization");
        String[] parts =
                authorization == null ? new String[0] : authorization.strip().split("\\s+", 2);
        boolean bearer =
                parts.length == 2 && (parts[0].equalsIgnoreCase("Bearer") || parts[0].equalsIgnoreCase("OAuth"));
        return tokens.session(bearer ? parts[1] : "")
                .orElseThrow(() -> new RestException(401, "INVALID_SESSION_ID", "Session expired or invalid"));
    }

    private void count() {
        if (!usage.count()) {
            throw new RestException(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        }
        stats.counted();
    }

    private RestRequest request(
            RoutingContext context, CallFacts facts, int version, List<String> path, AccessToken session) {
        Map<String, String> query = new LinkedHashMap<>();
        context.queryParams().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
        String override = query.get("_HttpMethod");
        Buffer body = context.body().buffer();
        return new RestRequest(
                override == null ? facts.method() : override.toUpperCase(Locale.ROOT),
                version,
                path.subList(SEGMENTS_BEFORE_VERSION + 1, path.size()),
                query,
                context.request()::getHeader,
                body == null ? NO_BODY : body.getBytes(),
                new Caller(session.userId(), faults.gate(facts), () -> jobFailure(facts)));
    }

    private JobFailure jobFailure(CallFacts facts) {
        return faults.failingJob(facts)
                .map(failure -> new JobFailure(failure.message(), failure.afterRecords()))
                .orElse(null);
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RestException.notFound();
        }
    }
}
