package io.accountsync.state;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that the state holds of one record of a sync, wherever it holds it. */
public final class RecordTrace {
    private final StateDatabase database;
    private final String sync;

    /**
     * What Salesforce confirmed.
     *
     * @param fingerprint in hexadecimal; null when nobody knows what Salesforce has, so that the next row is sent
     * @param salesforceId 18 characters, or null
     * @param sentAt milliseconds since 1970
     * @param runId the run that it was confirmed by, or null
     */
    public record Confirmed(String fingerprint, String salesforceId, long sentAt, Long runId) {}

    /**
     * One record.
     *
     * @param key as the state has it
     * @param confirmed null when Salesforce never confirmed it, or that was forgotten
     * @param rejection null when it is not rejected
     * @param due whether a person asked for it to be sent again
     * @param onItsWay whether it is in a call that has not been judged
     * @param doubtUntil until when a call without an answer may still overwrite it, in milliseconds since 1970; null when
     *     none may
     * @param missingSince when a run first read every row and did not come by it, in milliseconds since 1970; null where its row
     *     was there
     * @param waitsFor the syncs that its deletion waits for; null where it does not wait
     * @param alsoOf where its row is gone, other syncs that have the record, so that it is not deleted
     * @param deletions of records with this key, the last one first
     * @param lookups that a restored one of them may lack still
     * @param streams what is known of it because streams and runs may send it at the same time
     */
    public record Trace(
            String key,
            Confirmed confirmed,
            RejectedAttempts rejection,
            boolean due,
            boolean onItsWay,
            Long doubtUntil,
            Long missingSince,
            String waitsFor,
            Set<String> alsoOf,
            List<Deletion> deletions,
            List<LeftOutLookup> lookups,
            StreamTrace.Found streams) {}

    public RecordTrace(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * What is known of a record.
     *
     * @param written the key as a person writes it; white space around it does not count, and case only where both exist
     */
    public Optional<Trace> find(String written) {
        for (String key : RowIdentity.spellings(written)) {
            Confirmed confirmed = confirmed(key);
            RejectedAttempts rejection =
                    new RejectedRecords(database, sync).detail(key).orElse(null);
            boolean onItsWay = new InFlightRecords(database, sync).mentions(key);
            Long doubtUntil = new DoubtfulRecords(database, sync)
                    .find(key)
                    .map(Doubt::until)
                    .orElse(null);
            List<Deletion> deletions = new DeletionLog(database, sync).of(key);
            StreamTrace.Found streams = new StreamTrace(database, sync).find(key);
            if (confirmed != null
                    || rejection != null
                    || onItsWay
                    || doubtUntil != null
                    || !deletions.isEmpty()
                    || streams.claim() != null
                    || new SourceVersions(database, sync).know(key)) {
                Long missingSince =
                        new MissingRecords(database, sync).since(key).orElse(null);
                return Optional.of(new Trace(
                        key,
                        confirmed,
                        rejection,
                        rejection != null && isDue(key),
                        onItsWay,
                        doubtUntil,
                        missingSince,
                        new WaitingDeletions(database, sync).of(key).orElse(null),
                        confirmed == null || missingSince == null && !isGone(key) ? Set.of() : alsoOf(confirmed),
                        deletions,
                        new DeletionLog(database, sync).leftOut().of(key),
                        streams));
            }
        }
        return Optional.empty();
    }

    /**
     * Erases a record. Call it with the lease of the sync held, since a run could write it again.
     *
     * @param key as the state has it
     * @param doubtTime how long after now a call that was made already can come
     */
    public void forget(String key, Duration doubtTime) {
        database.erasing(() -> {
            database.with(db -> db.update("delete from synced_record where record_key = ? and sync = ?", key, sync));
            new RejectedRecords(database, sync).remove(List.of(key));
            new MissingRecords(database, sync).remove(key);
            new GoneRecords(database, sync).remove(key);
            new DeletionLog(database, sync).forget(key);
            new WaitingDeletions(database, sync).remove(List.of(key));
            new AuditLog(database).forget(sync, key);
            // Nothing of the record is left in the notes; others that are noted stay in doubt.
            new InFlightRecords(database, sync).endAllInDoubt(database.now() + doubtTime.toMillis());
            new DoubtfulRecords(database, sync).end(List.of(key));
            new FirstStepNotes(database, sync).end(List.of(key));
            new SourceVersions(database, sync).forget(key);
            new StreamGuards(database, sync).forget(key);
            new RecordClaims(database, sync, sync).release(List.of(key));
        });
    }

    private Confirmed confirmed(String key) {
        return database
                .with(db -> db.query(
                        "select fingerprint, salesforce_id, sent_at, run_id from synced_record where record_key = ?"
                                + " and sync = ?",
                        (row, i) -> new Confirmed(
                                hex(row.getBytes(1)),
                                row.getString(2),
                                row.getLong(3),
                                row.getObject(4) == null ? null : row.getLong(4)),
                        key,
                        sync))
                .stream()
                .findFirst()
                .orElse(null);
    }

    private boolean isGone(String key) {
        return database.with(db -> db.queryForObject(
                "select exists (select 1 from gone_record where record_key = ? and sync = ? and pending = 1)",
                Boolean.class,
                key,
                sync));
    }

    private Set<String> alsoOf(Confirmed confirmed) {
        return confirmed.salesforceId() == null
                ? Set.of()
                : new OtherSyncs(database, sync)
                        .having(List.of(confirmed.salesforceId()))
                        .getOrDefault(confirmed.salesforceId(), Map.of())
                        .keySet();
    }

    private boolean isDue(String key) {
        return database.with(db -> db.queryForObject(
                        "select due from rejected_record where record_key = ? and sync = ?", Integer.class, key, sync))
                == 1;
    }

    private static String hex(byte[] fingerprint) {
        return fingerprint == null ? null : HexFormat.of().formatHex(fingerprint);
    }
}
