package io.accountsync.run.sync;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Settings;
import io.accountsync.mapping.FieldHashes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The {@code sync.*} keys as one sync sees them.
 *
 * @param batchSize records a call, at most 200
 * @param inFlight calls at once
 * @param retries further tries of a call or record after the first
 * @param calls the keys that bound calls and runs in time
 * @param retryDelay before the first of them; later ones wait longer
 * @param maxRejected percent of the records sent that may be rejected with one code before the run stops
 * @param maxRejectedAfter how many records must have been sent before that is looked at
 * @param maxInvalid percent of the rows read that may be invalid before the run stops
 * @param maxInvalidAfter how many rows must have been read before that is looked at
 * @param maxCreates new records that a run may make next to ones without key
 * @param maxChanges percent of the known records that a run may change
 * @param maxClears percent of the known records that a run may empty fields of
 * @param maxMissing percent of the known records that may be gone from the source before a run stops that reads every row
 * @param maxMissingAfter how many records must be known before that is looked at
 * @param deletions the keys that bound what happens to records whose rows are gone
 * @param apiBudget percent of the org's calls of a day, by all its clients, from which on we make none
 * @param maxCallsPerDay calls that we make in 24 hours at most; 0 for any number
 * @param blackout when no calls are made
 * @param mode what a run does that nobody gave a mode
 * @param fullSchedule when every row is compared, whatever the cursor says
 * @param overlap how far before the cursor a run begins, for timestamps and dates
 * @param overlapSteps the same for integers
 * @param partialWhenAny whether records that were rejected in earlier runs make a run PARTIAL too
 * @param keepPayloads whether the state keeps the payloads of rejected records
 * @param payloadAge how long; zero for as long as they are rejected
 * @param deletedPayloadAge how long the state keeps what deleted records held; zero for ever
 * @param sendsChangedOnly whether an update carries only the fields whose values changed at the source
 * @param fieldHashes how the state remembers the fields for that
 * @param autoAssign whether Salesforce runs assignment rules on what is sent
 * @param allowDuplicates whether records that a duplicate rule only warns of are saved
 * @param bulk the keys of the Bulk path
 * @param updateRecheck how long after it was not found a record is looked for again, where a sync only updates
 * @param rowLog the keys of the table that keeps what became of each record
 * @param maxStaleness how old the last success may be; zero for any age
 * @param stream the keys of streams
 * @param eager whether what no guard counts is sent while rows are read still
 * @param uniqueKeys whether no key comes twice among the rows of a run
 * @param directory where change sets are kept
 */
public record SyncSettings(
        int batchSize,
        int inFlight,
        int retries,
        CallSettings calls,
        Duration retryDelay,
        int maxRejected,
        int maxRejectedAfter,
        int maxInvalid,
        int maxInvalidAfter,
        int maxCreates,
        int maxChanges,
        int maxClears,
        int maxMissing,
        int maxMissingAfter,
        DeletionSettings deletions,
        int apiBudget,
        int maxCallsPerDay,
        Blackout blackout,
        RunMode mode,
        FullSchedule fullSchedule,
        Duration overlap,
        int overlapSteps,
        boolean partialWhenAny,
        boolean keepPayloads,
        Duration payloadAge,
        Duration deletedPayloadAge,
        boolean sendsChangedOnly,
        FieldHashes fieldHashes,
        boolean autoAssign,
        boolean allowDuplicates,
        BulkSettings bulk,
        Duration updateRecheck,
        RowLogSettings rowLog,
        Duration maxStaleness,
        StreamSettings stream,
        boolean eager,
        boolean uniqueKeys,
        Path directory) {

    private static final String HASH_SECRET = "state.hash-secret";

    static SyncSettings of(Settings settings) {
        return new SyncSettings(
                settings.wholeNumber("sync.batch-size", 1, 200),
                settings.wholeNumber("sync.in-flight", 1, 64),
                settings.wholeNumber("sync.retries", 0, 20),
                CallSettings.of(settings),
                settings.duration("sync.retry-delay"),
                settings.wholeNumber("sync.max-rejected", 0, 100),
                settings.wholeNumber("sync.max-rejected-after", 1, Integer.MAX_VALUE),
                settings.wholeNumber("sync.max-invalid", 0, 100),
                settings.wholeNumber("sync.max-invalid-after", 1, Integer.MAX_VALUE),
                settings.wholeNumber("sync.max-creates", 0, Integer.MAX_VALUE),
                settings.wholeNumber("sync.max-changes", 0, 100),
                settings.wholeNumber("sync.max-clears", 0, 100),
                settings.wholeNumber("sync.max-missing", 0, 100),
                settings.wholeNumber("sync.max-missing-after", 1, Integer.MAX_VALUE),
                DeletionSettings.of(settings),
                settings.wholeNumber("sync.api-budget", 1, 100),
                settings.wholeNumber("sync.max-calls-per-day", 0, Integer.MAX_VALUE),
                blackout(settings),
                settings.choice("sync.mode", RunMode.INCREMENTAL.word(), RunMode.FULL_REFRESH.word())
                                .equals(RunMode.INCREMENTAL.word())
                        ? RunMode.INCREMENTAL
                        : RunMode.FULL_REFRESH,
                FullSchedule.of(settings),
                settings.duration("sync.overlap"),
                settings.wholeNumber("sync.overlap-steps", 0, Integer.MAX_VALUE),
                settings.choice("sync.partial-when", "new", "any").equals("any"),
                settings.flag("sync.keep-rejected-payloads"),
                settings.duration("sync.rejected-payload-age"),
                settings.duration("sync.deleted-payload-age"),
                settings.choice("sync.send", "all", "changed").equals("changed"),
                fieldHashes(settings),
                settings.flag("salesforce.auto-assign"),
                settings.choice("salesforce.duplicate-rules", "respect", "allow-alerts")
                        .equals("allow-alerts"),
                BulkSettings.of(settings),
                settings.duration("sync.update-recheck"),
                RowLogSettings.of(settings),
                settings.duration("sync.max-staleness"),
                StreamSettings.of(settings),
                settings.flag("sync.eager"),
                settings.flag("sync.unique-keys"),
                settings.read(
                        "state.directory", "must name a directory", text -> FileName.path(text, "state.directory")));
    }

    /** What is asked for and not known to Bulk API 2.0, as a key with its value; empty for nothing. */
    public Optional<String> unknownToBulk() {
        if (autoAssign) {
            return Optional.of("salesforce.auto-assign=true");
        }
        return allowDuplicates ? Optional.of("salesforce.duplicate-rules=allow-alerts") : Optional.empty();
    }

    private static FieldHashes fieldHashes(Settings settings) {
        return settings.text(HASH_SECRET).isEmpty()
                ? FieldHashes.plain()
                : settings.read(
                        HASH_SECRET,
                        "must have at least 16 characters, such as openssl rand -hex 32 makes",
                        FieldHashes::keyed);
    }

    private static Blackout blackout(Settings settings) {
        try {
            return Blackout.of(settings.text("sync.blackout").orElse(""), settings.required("sync.time-zone"));
        } catch (ConfigurationException e) {
            settings.note(e);
            return Blackout.of("", "UTC");
        }
    }
}
