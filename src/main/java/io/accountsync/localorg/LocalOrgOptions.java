package io.accountsync.localorg;

import io.accountsync.localorg.bulk.BulkTiming;
import io.accountsync.localorg.oauth.TokenPolicy;
import io.accountsync.localorg.rest.ReplicationResource;
import io.accountsync.localorg.schema.ObjectSpec;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

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
 * @param callbacks callback addresses of the app next to loopback ones and Salesforce's own
 * @param recordTypes record types next to the master type
 * @param objects the org's objects with their fields
 * @param replication how far back {@code updated} and {@code deleted} go, and how much they answer
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
        List<RecordTypeSpec> recordTypes,
        List<ObjectSpec> objects,
        ReplicationResource.Limits replication,
        Clock clock) {

    /** A record type of an object; the object's first is its default. */
    public record RecordTypeSpec(String object, String developerName, String name) {}

    public LocalOrgOptions {
        callbacks = List.copyOf(callbacks);
        recordTypes = List.copyOf(recordTypes);
        objects = List.copyOf(objects);
    }

    /** Developer Edition, no latency, 15,000 calls a day, no rotation, two-hour sessions, a port that is free. */
    public static LocalOrgOptions defaults() {
        return builder().build();
    }

    /** Starts from {@link #defaults}. */
    public static LocalOrgOptionsBuilder builder() {
        return new LocalOrgOptionsBuilder();
    }
}
