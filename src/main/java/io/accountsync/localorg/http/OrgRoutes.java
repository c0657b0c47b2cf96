package io.accountsync.localorg.http;

import io.accountsync.localorg.data.OrgPerson;
import io.accountsync.localorg.fault.Faults;
import io.accountsync.localorg.http.CallPipeline.Processing;
import io.accountsync.localorg.oauth.OAuth;
import io.accountsync.localorg.oauth.OAuthRequest;
import io.accountsync.localorg.oauth.TokenStore;
import io.accountsync.localorg.rest.ApiUsage;
import io.accountsync.localorg.rest.ApiVersions;
import io.accountsync.localorg.rest.DataApi;
import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestAnswer;
import io.accountsync.localorg.rest.RestException;
import io.accountsync.localorg.soap.SoapApi;
import io.accountsync.localorg.stats.OrgStats;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.function.Function;

/** Which part of the org answers which address. */
public final class OrgRoutes {

    /** An upload of a Bulk job may have 150 MB after base64; nothing else comes near. */
    private static final long LARGEST_BODY = 160L * 1024 * 1024;

    private final CallPipeline pipeline;
    private final DataCalls data;
    private final SoapCalls soap;
    private final OAuth oauth;
    private final ControlCalls control;
    private final OverlappingRefreshes refreshes = new OverlappingRefreshes();
    private final Duration latency;

    /** @param latency waited before each call under {@code /services/data} */
    public OrgRoutes(
            ApiVersions versions,
            TokenStore tokens,
            OAuth oauth,
            ApiUsage usage,
            DataApi api,
            SoapApi soap,
            OrgPerson person,
            OrgStats stats,
            Faults faults,
            Duration latency) {
        this.pipeline = new CallPipeline(stats, faults, new FaultEffects(tokens, usage));
        this.data = new DataCalls(versions, tokens, usage, stats, faults, api);
        this.soap = new SoapCalls(versions, tokens, usage, stats, faults, soap);
        this.oauth = oauth;
        this.control = new ControlCalls(stats, faults, person);
        this.latency = latency;
    }

    /** A router for one event loop. */
    public Router on(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(new LoopbackNames());
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.route("/services/data*").handler(call -> pipeline.run(call, latency, data::answer));
        router.post("/services/Soap/*").handler(call -> pipeline.run(call, latency, soap::answer));
        oauth(router.get("/services/oauth2/authorize"), oauth::authorize);
        oauth(router.post("/services/oauth2/authorize"), oauth::authorize);
        Processing token = OAuthCalls.of(oauth::token);
        router.route("/services/oauth2/token")
                .handler(call -> pipeline.run(call, Duration.ZERO, refreshes.processing(call, token)));
        oauth(router.get("/services/oauth2/revoke"), oauth::revoke);
        oauth(router.post("/services/oauth2/revoke"), oauth::revoke);
        oauth(router.post("/services/oauth2/introspect"), oauth::introspect);
        oauth(router.get("/services/oauth2/userinfo"), oauth::userInfo);
        oauth(router.post("/services/oauth2/userinfo"), oauth::userInfo);
        oauth(router.get("/services/oauth2/success"), oauth::success);
        oauth(router.get("/id/:org/:user"), oauth::identity);
        control.addTo(router);
        router.route().last().handler(call -> pipeline.run(call, Duration.ZERO, (context, facts) -> notFound()));
        return router;
    }

    /** Salesforce has more under other addresses, such as {@code /services/apexrest}; here they can only be struck by faults. */
    private static RestAnswer notFound() {
        RestException e = RestException.notFound();
        return RestAnswer.json(e.status(), Json.errors(e.errors()));
    }

    private void oauth(Route route, Function<OAuthRequest, RestAnswer> endpoint) {
        route.handler(call -> pipeline.run(call, Duration.ZERO, OAuthCalls.of(endpoint)));
    }
}
