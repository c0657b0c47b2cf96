package io.accountsync.localorg;

import io.accountsync.localorg.bulk.BulkTiming;
import io.accountsync.localorg.oauth.TokenPolicy;
import io.accountsync.localorg.rest.ReplicationResource;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import io.accountsync.localorg.schema.ObjectSpec.DuplicateRule;
import io.accountsync.localorg.schema.ObjectSpec.Right;
import io.accountsync.localorg.schema.OrgFeatures;
import io.accountsync.localorg.schema.StandardObjects;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Gathers {@link LocalOrgOptions}; what is not said stays as in {@link LocalOrgOptions#defaults}. */
public final class LocalOrgOptionsBuilder {

    private int port;
    private String orgName = "Local Org";
    private String orgType = "Developer Edition";
    private boolean sandbox;
    private String orgId;
    private Duration latency = Duration.ZERO;
    private int dailyApiLimit = 15_000;
    private int newestVersion = 68;
    private BulkTiming bulkTiming = new BulkTiming(Duration.ZERO, Duration.ZERO);
    private Duration accessTokenLifetime = Duration.ofHours(2);
    private boolean rotateRefreshTokens;
    private boolean oneSessionPerGrant;
    private boolean requirePkce;
    private PublicKey certificate;
    private ReplicationResource.Limits replication = new ReplicationResource.Limits(null, 600_000);
    private Clock clock = Clock.systemUTC();
    private final List<String> callbacks = new ArrayList<>();
    private final List<LocalOrgOptions.RecordTypeSpec> recordTypes = new ArrayList<>();
    private final List<ObjectSpec> objects = new ArrayList<>(StandardObjects.all());

    LocalOrgOptionsBuilder() {}

    /** 0 for one that the system chooses, which is the default. */
    public LocalOrgOptionsBuilder port(int value) {
        port = value;
        return this;
    }

    /** Name of the organization, "Local Org" by default. */
    public LocalOrgOptionsBuilder orgName(String value) {
        orgName = value;
        return this;
    }

    /** Edition as {@code OrganizationType} names it, {@code Developer Edition} by default. */
    public LocalOrgOptionsBuilder orgType(String value) {
        orgType = value;
        return this;
    }

    /** Whether {@code IsSandbox} is true. */
    public LocalOrgOptionsBuilder sandbox(boolean value) {
        sandbox = value;
        return this;
    }

    /** 15 or 18 characters beginning {@code 00D}; a new id for each org by default. */
    public LocalOrgOptionsBuilder orgId(String value) {
        orgId = value;
        return this;
    }

    /** Waited before each call under {@code /services/data}; holds no thread. */
    public LocalOrgOptionsBuilder latency(Duration value) {
        latency = value;
        return this;
    }

    /** Calls in 24 hours, 15,000 by default. */
    public LocalOrgOptionsBuilder dailyApiLimit(int value) {
        dailyApiLimit = value;
        return this;
    }

    /** The newest API version, 68 by default; 31 is always the oldest. */
    public LocalOrgOptionsBuilder newestVersion(int value) {
        newestVersion = value;
        return this;
    }

    /** How long a Bulk job waits in the queue, and after each internal batch of 10,000 rows. */
    public LocalOrgOptionsBuilder bulkTiming(Duration queued, Duration batch) {
        bulkTiming = new BulkTiming(queued, batch);
        return this;
    }

    /** How long an access token lives from its issue, two hours by default. */
    public LocalOrgOptionsBuilder accessTokenLifetime(Duration value) {
        accessTokenLifetime = value;
        return this;
    }

    /** Each refresh answers a new refresh token; replaying an old one revokes all. */
    public LocalOrgOptionsBuilder rotateRefreshTokens(boolean value) {
        rotateRefreshTokens = value;
        return this;
    }

    /** A refresh kills the access tokens of the refresh token before. */
    public LocalOrgOptionsBuilder oneSessionPerGrant(boolean value) {
        oneSessionPerGrant = value;
        return this;
    }

    /** Codes are exchanged only with a {@code code_verifier}. */
    public LocalOrgOptionsBuilder requirePkce(boolean value) {
        requirePkce = value;
        return this;
    }

    /** The key that verifies assertions of the JWT bearer flow; without it they all fail. */
    public LocalOrgOptionsBuilder certificate(PublicKey value) {
        certificate = value;
        return this;
    }

    /** Allows a callback address next to loopback ones and Salesforce's own. */
    public LocalOrgOptionsBuilder callback(String address) {
        callbacks.add(address);
        return this;
    }

    /** Stamps records and ages tokens, codes and the daily limit; the system's by default. */
    public LocalOrgOptionsBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** The earliest start and the most ids of {@code updated} and {@code deleted}; 30 days ago (null) and 600,000 by default. */
    public LocalOrgOptionsBuilder replication(Instant since, int mostIds) {
        replication = new ReplicationResource.Limits(since, mostIds);
        return this;
    }

    /** Adds an object, such as {@link ObjectSpec#custom}. */
    public LocalOrgOptionsBuilder withObject(ObjectSpec object) {
        objects.add(object);
        return this;
    }

    /** Adds a field; one of the same name is replaced. */
    public LocalOrgOptionsBuilder withField(String object, FieldSpec field) {
        return changing(object, spec -> spec.with(field));
    }

    /** The integration user may not see the field: to clients it does not exist. */
    public LocalOrgOptionsBuilder hideField(String object, String field) {
        return changing(object, spec -> spec.without(field));
    }

    /** The integration user may see the field and not write it. */
    public LocalOrgOptionsBuilder readOnlyField(String object, String field) {
        return changing(object, spec -> spec.changing(field, FieldSpec::readOnly));
    }

    /** The integration user may do only that with the object's records. */
    public LocalOrgOptionsBuilder rights(String object, Right... only) {
        return changing(object, spec -> spec.withRights(only));
    }

    /** The integration user may not see the object: to clients it does not exist. */
    public LocalOrgOptionsBuilder hideObject(String object) {
        objects.removeIf(spec -> spec.name().equalsIgnoreCase(object));
        return this;
    }

    /** Accounts may be people; see {@link OrgFeatures#personAccounts}. */
    public LocalOrgOptionsBuilder personAccounts() {
        return changing("Account", OrgFeatures::personAccounts);
    }

    /** Records carry a currency, the first one unless they say otherwise. */
    public LocalOrgOptionsBuilder multiCurrency(String... currencies) {
        List<String> codes = List.of(currencies);
        objects.replaceAll(object -> OrgFeatures.multiCurrency(object, codes));
        return this;
    }

    /** Countries and states of addresses must be known ones. */
    public LocalOrgOptionsBuilder stateAndCountryPicklists() {
        objects.replaceAll(OrgFeatures::stateAndCountryPicklists);
        return this;
    }

    /** Adds a record type and, with the first, the object's field RecordTypeId. */
    public LocalOrgOptionsBuilder recordType(String object, String developerName, String name) {
        recordTypes.add(new LocalOrgOptions.RecordTypeSpec(object, developerName, name));
        return withField(
                object,
                FieldSpec.lookupTo("RecordType", "RecordTypeId", "RecordType").labelled("Record Type ID"));
    }

    /**
     * Refuses records that equal another one in all these fields.
     *
     * @param allowSave whether callers may save all the same by header
     */
    public LocalOrgOptionsBuilder duplicateRule(String object, boolean allowSave, String... fields) {
        DuplicateRule rule = new DuplicateRule(object + "_Duplicates", List.of(fields), allowSave);
        return changing(object, spec -> spec.with(rule));
    }

    /** Changes an object's definition; IllegalArgumentException when there is no such object. */
    public LocalOrgOptionsBuilder changing(String object, UnaryOperator<ObjectSpec> change) {
        if (objects.stream().noneMatch(spec -> spec.name().equalsIgnoreCase(object))) {
            throw new IllegalArgumentException("no object " + object);
        }
        objects.replaceAll(spec -> spec.name().equalsIgnoreCase(object) ? change.apply(spec) : spec);
        return this;
    }

    /** The options as they stand now. */
    public LocalOrgOptions build() {
        return new LocalOrgOptions(
                port,
                orgName,
                orgType,
                sandbox,
                orgId,
                latency,
                dailyApiLimit,
                newestVersion,
                bulkTiming,
                new TokenPolicy(accessTokenLifetime, rotateRefreshTokens, oneSessionPerGrant),
                requirePkce,
                certificate,
                callbacks,
                recordTypes,
                objects,
                replication,
                clock);
    }
}
