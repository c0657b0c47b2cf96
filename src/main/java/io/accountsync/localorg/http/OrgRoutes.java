package io.accountsync.localorg.http;

import io.accountsync.localorg.fault.Faults;
import io.accountsync.localorg.oauth.TokenEndpoint;
import io.accountsync.localorg.oauth.TokenStore;
import io.accountsync.localorg.rest.ApiUsage;
import io.accountsync.localorg.rest.ApiVersions;
import io.accountsync.localorg.rest.DataApi;
import io.accountsync.localorg.stats.OrgStats;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;

/** Which part of the org answers which address. */
public final class OrgRoutes {

    /** An upload of a Bulk job may have 150 MB after base64; nothing else comes near. */
    private static final long LARGEST_BODY = 160L * 1024 * 1024;

    private final CallPipeline pipeline;
    private final DataCalls data;
    private final OAuthCalls oauth;
    private final ControlCalls control;
    private final Duration latency;

    public OrgRoutes(
            ApiVersions versions,
            TokenStore tokens,
            TokenEndpoint token,
            ApiUsage usage,
            DataApi api,
            OrgStats stats,
            Faults faults,
            Duration latency) {
        this.pipeline = new CallPipeline(stats, faults, new FaultEffects(tokens, usage));
        this.data = new DataCalls(versions, tokens, usage, stats, faults, api);
        this.oauth = new OAuthCalls(token);
        this.control = new ControlCalls(stats, faults);
        this.latency = latency;
    }

    /** A router for one event loop. */
    public Router on(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.route("/services/data*").handler(call -> pipeline.run(call, latency, data::answer));
        router.post("/services/oauth2/token").handler(call -> pipeline.run(call, Duration.ZERO, oauth::token));
        control.addTo(router);
        return router;
    }
}
