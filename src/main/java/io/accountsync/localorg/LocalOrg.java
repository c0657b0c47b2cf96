package io.accountsync.localorg;

import io.accountsync.localorg.bulk.BulkWorker;
import io.accountsync.localorg.bulk.IngestResource;
import io.accountsync.localorg.bulk.QueryJobResource;
import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.OrgPerson;
import io.accountsync.localorg.fault.Faults;
import io.accountsync.localorg.http.OrgRoutes;
import io.accountsync.localorg.http.OrgServer;
import io.accountsync.localorg.oauth.ConnectedApp;
import io.accountsync.localorg.oauth.OAuth;
import io.accountsync.localorg.oauth.OrgIdentity;
import io.accountsync.localorg.oauth.Secrets;
import io.accountsync.localorg.oauth.TokenStore;
import io.accountsync.localorg.rest.ApiUsage;
import io.accountsync.localorg.rest.ApiVersions;
import io.accountsync.localorg.rest.DataApi;
import io.accountsync.localorg.rest.ReplicationResource;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import io.accountsync.localorg.soap.SoapApi;
import io.accountsync.localorg.soql.QueryEngine;
import io.accountsync.localorg.stats.OrgStats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Salesforce org in a box: an HTTP server on the loopback address that speaks Salesforce's OAuth and REST closely enough
 * that clients made for Salesforce work against it. Records live in memory and are gone when it is closed.
 */
public final class LocalOrg implements AutoCloseable {

    private static final String SCOPE = "refresh_token api id web";

    private final String orgId;
    private final ConnectedApp app;
    private final String refreshToken;
    private final OrgData data;
    private final String userId;
    private final ApiUsage usage;
    private final Faults faults = new Faults();
    private final OrgStats stats = new OrgStats();
    private final BulkWorker worker;
    private final OrgServer server;

    private LocalOrg(LocalOrgOptions options) {
        Secrets secrets = new Secrets();
        this.orgId = options.orgId() == null ? OrgId.anew(secrets) : OrgId.of(options.orgId());
        this.app = new ConnectedApp(
                "3MVG9" + secrets.text(80),
                secrets.text(64),
                options.callbacks(),
                options.requirePkce(),
                options.certificate());
        this.data = new OrgData(new Schema(options.objects()), orgId, options.clock());
        this.userId = new OrgSeed(data, orgId).plant(options);
        TokenStore tokens = new TokenStore(orgId, options.tokens(), options.clock());
        this.refreshToken = tokens.newRefreshToken(userId, SCOPE);
        this.worker = new BulkWorker(options.bulkTiming());
        this.usage = new ApiUsage(options.dailyApiLimit(), options.clock());
        OrgIdentity identity = new OrgIdentity(orgId, this::baseUrl);
        OAuth oauth = new OAuth(app, identity, options.orgName(), new OrgUsers(data), userId, tokens, options.clock());
        ApiVersions versions = new ApiVersions(options.newestVersion());
        OrgRoutes routes = new OrgRoutes(
                versions,
                tokens,
                oauth,
                usage,
                dataApi(options, versions, identity),
                new SoapApi(data, usage, options.clock()),
                person(),
                stats,
                faults,
                options.latency());
        this.server = OrgServer.start(options.port(), routes::on);
    }

    private DataApi dataApi(LocalOrgOptions options, ApiVersions versions, OrgIdentity identity) {
        QueryEngine engine = new QueryEngine(data, options.clock());
        IngestResource ingest = new IngestResource(data, orgId, worker, options.clock(), stats::upserted);
        QueryJobResource queries = new QueryJobResource(data, orgId, engine, worker, options.clock());
        ReplicationResource replication = new ReplicationResource(data, options.clock(), options.replication());
        return new DataApi(versions, data, orgId, identity::idUrl, engine, usage, stats::upserted, replication)
                .with(ingest::addTo)
                .with(queries::addTo);
    }

    /** Starts an org with {@link LocalOrgOptions#defaults}. */
    public static LocalOrg start() {
        return start(LocalOrgOptions.defaults());
    }

    /** Starts an org; IllegalStateException when its port is taken. */
    public static LocalOrg start(LocalOrgOptions options) {
        return new LocalOrg(options);
    }

    /** {@code http://127.0.0.1:PORT}, login address and instance address in one. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** The port of the loopback address on which the org listens. */
    public int port() {
        return server.port();
    }

    /** Consumer key of the org's app. */
    public String clientId() {
        return app.clientId();
    }

    /** Consumer secret of the org's app. */
    public String clientSecret() {
        return app.clientSecret();
    }

    /** The refresh token that the integration user has at the start; with rotation it is good for one refresh. */
    public String refreshToken() {
        return refreshToken;
    }

    /** 18 characters. */
    public String orgId() {
        return orgId;
    }

    /** What is to go wrong. */
    public Faults faults() {
        return faults;
    }

    /** What was asked and done. */
    public OrgStats stats() {
        return stats;
    }

    /**
     * The object's records in order of creation, each with the fields that have a value under their API names: text, ids,
     * dates and moments as String the way Salesforce answers them, numbers as Number, checkboxes as Boolean.
     *
     * @throws IllegalArgumentException when the org has no such object
     */
    public List<Map<String, Object>> records(String sobject) {
        return data.snapshot(type(sobject));
    }

    /**
     * Tells of each record of the object that a caller creates or changes from now on, as {@link #records} shows it then, in the
     * order in which the org saves them; nobody else reads or writes meanwhile.
     *
     * @throws IllegalArgumentException when the org has no such object
     */
    public void watch(String sobject, Consumer<Map<String, Object>> watcher) {
        data.watch(type(sobject), watcher);
    }

    /**
     * The object's deleted records as {@link #records} shows those that are there, merged ones with {@code MasterRecordId}; after
     * 15 days they are gone.
     *
     * @throws IllegalArgumentException when the org has no such object
     */
    public List<Map<String, Object>> deletedRecords(String sobject) {
        return data.deleted(type(sobject));
    }

    /**
     * The first record whose field has that value, compared as Salesforce compares keys: trimmed and, unless the field is
     * case sensitive, without case.
     *
     * @throws IllegalArgumentException when the org has no such object or field
     */
    public Optional<Map<String, Object>> find(String sobject, String field, Object value) {
        SObjectType type = type(sobject);
        return data.find(type, field(type, field), value);
    }

    /**
     * Puts a record in without any check, as if it had always been there; answers its id.
     *
     * @param fields values by API name, as {@link #records} shows them
     * @throws IllegalArgumentException when the org has no such object or field
     */
    public String insert(String sobject, Map<String, Object> fields) {
        SObjectType type = type(sobject);
        fields.keySet().forEach(field -> field(type, field));
        return data.seed(type, fields, userId);
    }

    /**
     * Changes fields of a record as a person in the org would.
     *
     * @param fields values by API name, as {@link #records} shows them
     * @throws IllegalArgumentException when there is no such object, field or record
     */
    public void edit(String sobject, String id, Map<String, Object> fields) {
        SObjectType type = type(sobject);
        fields.keySet().forEach(field -> field(type, field));
        data.edit(type, id, fields, userId);
    }

    /** Deletes a record as a person in the org would; IllegalArgumentException when it cannot be. */
    public void delete(String id) {
        person().delete(id);
    }

    /** What else a person in the org does with records: undelete, merge, empty the recycle bin. */
    public OrgPerson person() {
        return new OrgPerson(data, userId);
    }

    /** Calls counted against the daily limit; {@code use} takes some away as others would. */
    public ApiUsage apiUsage() {
        return usage;
    }

    /** Stops at once; calls under way lose their connection. */
    @Override
    public void close() {
        faults.clear();
        server.close();
        worker.close();
    }

    private SObjectType type(String sobject) {
        SObjectType type = data.schema().type(sobject);
        if (type == null) {
            throw new IllegalArgumentException("the org has no object " + sobject);
        }
        return type;
    }

    private static Field field(SObjectType type, String name) {
        Field field = type.field(name);
        if (field == null) {
            throw new IllegalArgumentException(type.name() + " has no field " + name);
        }
        return field;
    }
}
