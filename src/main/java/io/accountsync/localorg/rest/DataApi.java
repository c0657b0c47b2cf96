package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.schema.SalesforceId;
import io.accountsync.localorg.soql.QueryEngine;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything below {@code /services/data/vXX.X}: calls with a session, on one version. */
public final class DataApi {

    private static final Logger LOG = LoggerFactory.getLogger(DataApi.class);

    private final ApiVersions versions;
    private final Resources resources;

    /**
     * @param orgId 18 characters
     * @param idUrl makes the identity address of a user
     * @param usage calls against the daily limit, shown by {@code limits}
     * @param upserted notified how many records each upsert saved
     */
    public DataApi(
            ApiVersions versions,
            OrgData org,
            String orgId,
            UnaryOperator<String> idUrl,
            QueryEngine engine,
            ApiUsage usage,
            IntConsumer upserted,
            ReplicationResource replication) {
        this.versions = versions;
        DescribeResource describe = new DescribeResource(org);
        RecordResource record = new RecordResource(org);
        UpsertResource upsert = new UpsertResource(org, upserted);
        CollectionsResource collections = new CollectionsResource(org, upserted);
        QueryResource query = new QueryResource(org, engine, SalesforceId.instanceOf(orgId));
        LimitsResource limits = new LimitsResource(usage);
        CompositeResource composite = new CompositeResource(org, this::answerPart);
        BatchResource batch = new BatchResource(this::answerPart);
        this.resources = new Resources();
        replication.addTo(resources);
        resources
                .on("GET", "", new RootResource(idUrl)::list)
                .on("GET", "limits", limits::read)
                .on("GET", "query", query::query)
                .on("GET", "query/{locator}", query::more)
                .on("GET", "queryAll", query::query)
                .on("GET", "queryAll/{locator}", query::more)
                .on("GET", "sobjects", describe::all)
                .on("GET", "sobjects/{type}", describe::basic)
                .on("POST", "sobjects/{type}", record::create)
                .on("GET", "sobjects/{type}/describe", describe::one)
                .on("GET", "sobjects/{type}/{id}", record::read)
                .on("POST", "sobjects/{type}/{id}", record::createByNoId)
                .on("PATCH", "sobjects/{type}/{id}", record::update)
                .on("DELETE", "sobjects/{type}/{id}", record::delete)
                .on("GET", "sobjects/{type}/{field}/{value}", upsert::read)
                .on("PATCH", "sobjects/{type}/{field}/{value}", upsert::upsert)
                .on("DELETE", "sobjects/{type}/{field}/{value}", upsert::delete)
                .on("POST", "composite/sobjects", collections::insert)
                .on("PATCH", "composite/sobjects", collections::update)
                .on("DELETE", "composite/sobjects", collections::delete)
                .on("GET", "composite/sobjects/{type}", collections::read)
                .on("POST", "composite/sobjects/{type}", collections::readPosted)
                .on("PATCH", "composite/sobjects/{type}/{field}", collections::upsert)
                .on("POST", "composite", composite::composite)
                .on("POST", "composite/batch", batch::batch);
    }

    /** Lets others answer more paths. */
    public DataApi with(Consumer<Resources> more) {
        more.accept(resources);
        return this;
    }

    /** Answers the call, refusals included. */
    public RestAnswer answer(RestRequest request) {
        return answered(request, resources::answer);
    }

    /** Parts of composite and batch calls name versions of their own. */
    private RestAnswer answerPart(RestRequest part) {
        return answered(part, request -> {
            versions.require(request.version());
            return resources.answer(request);
        });
    }

    private static RestAnswer answered(RestRequest request, Resources.Resource resource) {
        try {
            return resource.answer(request);
        } catch (RestException e) {
            return RestAnswer.json(e.status(), Json.errors(e.errors()));
        } catch (RuntimeException e) {
            LOG.error("the local org failed on {} {}", request.method(), request.path(), e);
            RestException unknown = new RestException(
                    500,
                    "UNKNOWN_EXCEPTION",
                    "An unexpected error occurred. Please include this ErrorId if you contact" + " support: "
                            + Integer.toUnsignedString(System.identityHashCode(e)));
            return RestAnswer.json(500, Json.errors(unknown.errors()));
        }
    }
}
