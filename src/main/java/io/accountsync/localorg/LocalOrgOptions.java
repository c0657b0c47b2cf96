package io.accountsync.localorg;

import io.accountsync.localorg.bulk.BulkTiming;
import io.accountsync.localorg.oauth.TokenPolicy;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import io.accountsync.localorg.schema.StandardObjects;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a local org is like; {@link #defaults} is a Developer Edition that answers at once.
 *
 * @param port 0 for one that the system chooses
 * @param orgName name of the organization
 * @param orgType edition, such as {@code Developer Edition}
 * @param orgId 18 characters, or null for a new one each time
 * @param latency waited before each call under {@code /services/data}
 * @param dailyApiLimit calls in 24 hours
 * @param newestVersion newest API version, 68 for Winter '27
 * @param bulkTiming how long Bulk jobs take
 * @param tokens how access and refresh tokens live
 * @param requirePkce whether a code is exchanged only with a {@code code_verifier}
 * @param certificate key that verifies JWT bearer assertions, null for none
 * @param callbacks callback addresses of the app beside loopback ones and Salesforce's own
 * @param objects the org's objects with their fields
 * @param clock stamps records and ages tokens
 */
public record LocalOrgOptions(
        int port,
        String orgName,
        String orgType,
        boolean sandbox,
        String orgId,
        Duration latency,
        int dailyApiLimit,
        int newestVersion,
        BulkTiming bulkTiming,
        TokenPolicy tokens,
        boolean requirePkce,
        PublicKey certificate,
        List<String> callbacks,
        List<ObjectSpec> objects,
        Clock clock) {

    public LocalOrgOptions {
        callbacks = List.copyOf(callbacks);
        objects = List.copyOf(objects);
    }

    /** Developer Edition, no latency, 15,000 calls a day, no rotation, two-hour sessions, a port that is free. */
    public static LocalOrgOptions defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Gathers options; what is not said stays as in {@link #defaults}. */
    public static final class Builder {

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
        private Clock clock = Clock.systemUTC();
        private final List<String> callbacks = new ArrayList<>();
        private final List<ObjectSpec> objects = new ArrayList<>(StandardObjects.all());

        private Builder() {}

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder orgName(String value) {
            orgName = value;
            return this;
        }

        public Builder orgType(String value) {
            orgType = value;
            return this;
        }

        public Builder sandbox(boolean value) {
            sandbox = value;
            return this;
        }

        public Builder orgId(String value) {
            orgId = value;
            return this;
        }

        public Builder latency(Duration value) {
            latency = value;
            return this;
        }

        public Builder dailyApiLimit(int value) {
            dailyApiLimit = value;
            return this;
        }

        public Builder newestVersion(int value) {
            newestVersion = value;
            return this;
        }

        /** How long a Bulk job waits in the queue, and after each internal batch of 10,000 rows. */
        public Builder bulkTiming(Duration queued, Duration batch) {
            bulkTiming = new BulkTiming(queued, batch);
            return this;
        }

        public Builder accessTokenLifetime(Duration value) {
            accessTokenLifetime = value;
            return this;
        }

        /** Each refresh answers a new refresh token; replaying an old one revokes all. */
        public Builder rotateRefreshTokens(boolean value) {
            rotateRefreshTokens = value;
            return this;
        }

        /** A refresh kills the access tokens of the refresh token before. */
        public Builder oneSessionPerGrant(boolean value) {
            oneSessionPerGrant = value;
            return this;
        }

        public Builder requirePkce(boolean value) {
            requirePkce = value;
            return this;
        }

        public Builder certificate(PublicKey value) {
            certificate = value;
            return this;
        }

        public Builder callback(String address) {
            callbacks.add(address);
            return this;
        }

        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** Adds an object, such as {@link ObjectSpec#custom}. */
        public Builder withObject(ObjectSpec object) {
            objects.add(object);
            return this;
        }

        /** Adds a field; one of the same name is replaced. */
        public Builder withField(String object, FieldSpec field) {
            return changing(object, spec -> spec.with(field));
        }

        /** The integration user may not see the field: to clients it does not exist. */
        public Builder hideField(String object, String field) {
            return changing(object, spec -> spec.without(field));
        }

        /** The integration user may see the field and not write it. */
        public Builder readOnlyField(String object, String field) {
            return changing(object, spec -> spec.changing(field, FieldSpec::readOnly));
        }

        /** Changes an object's definition; IllegalArgumentException when there is no such object. */
        public Builder changing(String object, UnaryOperator<ObjectSpec> change) {
            if (objects.stream().noneMatch(spec -> spec.name().equalsIgnoreCase(object))) {
                throw new IllegalArgumentException("no object " + object);
            }
            objects.replaceAll(spec -> spec.name().equalsIgnoreCase(object) ? change.apply(spec) : spec);
            return this;
        }

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
                    objects,
                    clock);
        }
    }
}
