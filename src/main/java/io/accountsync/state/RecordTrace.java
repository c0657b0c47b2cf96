package io.accountsync.state;

import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
     * @param parked null when it is not parked
     * @param due whether a person asked for it to be sent again
     * @param onItsWay whether it is in a call that has not been judged
     */
    public record Trace(String key, Confirmed confirmed, ParkedRecord parked, boolean due, boolean onItsWay) {}

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
        for (String key : spellings(written)) {
            Confirmed confirmed = confirmed(key);
            ParkedRecord parked =
                    new RejectedRecords(database, sync).detail(key).orElse(null);
            boolean onItsWay = new SentBatches(database, sync).mentions(key);
            if (confirmed != null || parked != null || onItsWay) {
                return Optional.of(new Trace(key, confirmed, parked, parked != null && isDue(key), onItsWay));
            }
        }
        return Optional.empty();
    }

    /**
     * Erases a record. Call it with the lease of the sync held, since a run could write it again.
     *
     * @param key as the state has it
     */
    public void forget(String key) {
        database.erasing(() -> {
            database.with(db -> db.update("delete from synced_record where record_key = ? and sync = ?", key, sync));
            new RejectedRecords(database, sync).remove(List.of(key));
            // What is in doubt is forgotten, so that nothing of the record is left in the notes.
            new SentBatches(database, sync).settle();
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

    private boolean isDue(String key) {
        return database.with(db -> db.queryForObject(
                        "select due from rejected_record where record_key = ? and sync = ?", Integer.class, key, sync))
                != 0;
    }

    private static Set<String> spellings(String written) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(written);
        spellings.add(written.strip());
        spellings.add(written.strip().toLowerCase(Locale.ROOT));
        return spellings;
    }

    private static String hex(byte[] fingerprint) {
        return fingerprint == null ? null : HexFormat.of().formatHex(fingerprint);
    }
}
