package io.accountsync.run.gone;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.Flag;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.claims.RunClaims;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Makes changes of flags. They go by Salesforce id, so that none creates a record; and so that none reaches that of somebody else, the
 * org is asked first which records it has, and under which ids.
 */
public final class FlagChanges {
    private static final int KEYS_A_QUERY = 200;

    /** An id without the three characters that only repeat it. */
    private static final int SHORT_ID = 15;

    private final Reading reading;
    private final Run run;
    private final Flag flag;
    private final String externalId;
    private long lacking;
    private long others;

    public FlagChanges(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
        this.flag = reading.mapper().flag().orElse(null);
        this.externalId = run.sync().mapping().externalId();
    }

    /**
     * Adds them to what is sent.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void add(Gone gone) throws SalesforceException {
        if (flag == null) {
            return;
        }
        CurrentRecords current = current();
        for (List<GoneRow> page : gone) {
            for (int from = 0; from < page.size(); from += KEYS_A_QUERY) {
                reading.changes()
                        .gone()
                        .flag(of(page.subList(from, Math.min(page.size(), from + KEYS_A_QUERY)), current));
            }
        }
        String none = "Salesforce has none of this External ID any more";
        note(lacking, none, none);
        note(
                others,
                "its External ID belongs to another record in Salesforce than the one that was sent",
                "their External IDs belong to other records in Salesforce than those that were sent");
    }

    /**
     * The changes of flags that were rejected before, of records that the org has still.
     *
     * @param records flags, not more than a query can ask for
     * @throws OrgFailedException when the org cannot be asked
     * @throws RunStoppedException when no call may be made now
     */
    public List<Change> again(List<RejectedRecord> records) {
        Map<String, SyncedRecord> known = run.state()
                .records()
                .find(records.stream().map(RejectedRecord::key).toList());
        List<GoneRow> rows = known.values().stream()
                .filter(record -> record.salesforceId() != null)
                .map(record ->
                        new GoneRow(record.key(), record.salesforceId(), record.created(), GoneRow.How.TOMBSTONE))
                .toList();
        try {
            return rows.isEmpty() ? List.of() : of(rows, current());
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }

    private CurrentRecords current() {
        return new CurrentRecords(
                new QueryPager(reading.calls().org()), run.sync().mapping().object(), reading.mapper());
    }

    private List<Change> of(List<GoneRow> rows, CurrentRecords current) throws SalesforceException {
        List<String> keys = rows.stream().map(GoneRow::key).toList();
        Map<String, JsonNode> records = current.find(keys, List.of());
        Map<String, RejectedRecord> rejected = run.state().rejected().find(keys);
        List<Change> changes = new ArrayList<>();
        List<String> notThere = new ArrayList<>();
        for (GoneRow row : rows) {
            JsonNode record = records.get(row.key());
            if (record == null) {
                lacking++;
                notThere.add(row.key());
            } else if (!shortId(record.path("Id").asText()).equals(shortId(row.salesforceId()))) {
                others++;
                notThere.add(row.key());
            } else {
                changes.add(change(row, record.path(externalId).asText(), rejected.get(row.key())));
            }
        }
        forget(notThere);
        return changes;
    }

    /** A row that comes back must not pass for unchanged. A sync that watches what is gone needs the id still. */
    private void forget(List<String> keys) {
        if (keys.isEmpty() || run.isPlanning()) {
            return;
        }
        run.state().write(() -> {
            Set<String> others = new RunClaims(run).ofStreams(keys);
            List<String> ours =
                    keys.stream().filter(key -> !others.contains(key)).toList();
            if (run.sync().mapping().whenGone().isWatched()) {
                run.state().lost().forgetContents(ours);
            } else if (!ours.isEmpty()) {
                run.state().ids().forgetIds(ours);
            }
        });
    }

    private Change change(GoneRow row, String written, RejectedRecord rejected) {
        byte[] fingerprint = flag.fingerprint(row.key());
        return new Change(
                row.key(),
                0,
                0,
                fingerprint,
                flag.payload(written),
                null,
                row.salesforceId(),
                rejected == null
                        ? null
                        : new Change.Rejection(rejected.code(), Arrays.equals(rejected.fingerprint(), fingerprint)),
                Change.Origin.FLAG);
    }

    private void note(long records, String ofOne, String ofMany) {
        if (records > 0) {
            run.findings()
                    .note(Quantity.of(
                            records,
                            "record is not flagged though its row is gone: " + ofOne,
                            "records are not flagged though their rows are gone: " + ofMany));
        }
    }

    private static String shortId(String id) {
        return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
    }
}
