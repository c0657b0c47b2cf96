package io.accountsync.run.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.Payload;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.claims.RunClaims;
import io.accountsync.state.Change;
import io.accountsync.state.Doubt;
import io.accountsync.state.SyncedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Compares records in doubt with what Salesforce has: one that has the values which it confirmed last needs no sending, and
 * is in doubt no more when the run began after such calls could come; of one that a late call has overwritten, those values
 * are sent again, though its row was not read.
 */
public final class DoubtCheck {
    private static final int PAGE = 200;

    private final Sending sending;
    private final Run run;
    private final WrittenFields fields;
    private long overwritten;

    private interface Use {
        void accept(List<Doubt> page) throws SalesforceException;
    }

    public DoubtCheck(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
        this.fields = new WrittenFields(sending.reading().mapper());
    }

    /** Hashes of the fields of a payload, where the state keeps them; else null. */
    static byte[] hashes(Run run, Change change) {
        return run.settings().sendsChangedOnly()
                ? change.payload().hashes(run.settings().fieldHashes())
                : null;
    }

    /**
     * Brings what was confirmed of them into the change set, where the run read no newer row.
     *
     * @return how many were added
     */
    public long add() throws SalesforceException {
        long[] added = new long[1];
        forEachPage(doubts -> {
            List<Doubt> payloads =
                    doubts.stream().filter(doubt -> doubt.payload() != null).toList();
            List<String> keys = payloads.stream().map(Doubt::key).toList();
            Map<String, SyncedRecord> known = run.state().records().find(keys);
            leaveRefused(payloads);
            added[0] += sending.changes()
                    .addRetried(payloads.stream()
                            .map(doubt -> change(doubt, known.get(doubt.key())))
                            .toList());
        });
        return added[0];
    }

    /** A newer row that was rejected before, and is not sent, must not keep us from what was confirmed before it. */
    private void leaveRefused(List<Doubt> doubts) {
        Map<String, Doubt> byKey = doubts.stream().collect(Collectors.toMap(Doubt::key, doubt -> doubt));
        Set<String> paused = sending.changes().rejected().among(byKey.keySet());
        List<Change> others = sending.changes().find(paused).values().stream()
                .filter(change -> !isOf(change, byKey.get(change.key())))
                .toList();
        sending.changes().done(others.stream().map(Change::key).toList());
        others.forEach(change -> run.counts()
                .add(
                        change.rejection().code().equals(LeftOut.ABSENT)
                                ? Count.NOT_IN_SALESFORCE
                                : Count.STILL_REJECTED,
                        1));
    }

    /**
     * Takes those out of the change set that Salesforce has as they were confirmed.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void compare() throws SalesforceException {
        forEachPage(doubts -> {
            Map<String, Change> changes =
                    sending.changes().find(doubts.stream().map(Doubt::key).toList());
            List<Doubt> asConfirmed = doubts.stream()
                    .filter(doubt -> isOf(changes.get(doubt.key()), doubt))
                    .toList();
            if (!asConfirmed.isEmpty()) {
                compare(asConfirmed, changes);
            }
        });
        if (overwritten > 0) {
            run.findings()
                    .note(String.format(
                            Locale.ROOT,
                            "%s in doubt had other values in Salesforce than it had confirmed: a call whose "
                                    + "outcome was not known was carried out late, or somebody edited them. The row is sent again.",
                            Quantity.of(overwritten, "record")));
        }
    }

    private void compare(List<Doubt> doubts, Map<String, Change> changes) throws SalesforceException {
        Map<String, JsonNode> records =
                sending.currentRecords().find(doubts.stream().map(Doubt::key).toList(), fields.selected());
        List<SyncedRecord> ended = new ArrayList<>();
        List<Change> same = new ArrayList<>();
        for (Doubt doubt : doubts) {
            Change change = changes.get(doubt.key());
            JsonNode record = records.get(doubt.key());
            if (record == null || !fields.isSame(change.payload(), record)) {
                overwritten++;
                continue;
            }
            same.add(change);
            if (doubt.until() < run.begunAt()) {
                ended.add(new SyncedRecord(
                        change.key(), change.fingerprint(), record.path("Id").asText(), hashes(run, change)));
            } else if (change.origin() == Change.Origin.READ) {
                sending.payloads().mustBeReadAgain(change.cursor());
            }
        }
        conclude(same, ended);
    }

    private void conclude(List<Change> allSame, List<SyncedRecord> allEnded) {
        List<Change> same = new ArrayList<>();
        run.state().write(() -> {
            // A stream's they stay in doubt, and are sent, or left to it.
            Set<String> others = new RunClaims(run)
                    .ofStreams(allSame.stream().map(Change::key).toList());
            same.clear();
            allSame.stream().filter(change -> !others.contains(change.key())).forEach(same::add);
            List<SyncedRecord> ended = allEnded.stream()
                    .filter(record -> !others.contains(record.key()))
                    .toList();
            run.state().doubts().end(ended.stream().map(SyncedRecord::key).toList());
            run.state().records().knownAgain(ended);
            run.state()
                    .rejected()
                    .remove(same.stream()
                            .filter(change -> change.rejection() != null)
                            .map(Change::key)
                            .toList());
        });
        sending.changes().done(same.stream().map(Change::key).toList());
        run.counts()
                .add(
                        Count.UNCHANGED,
                        same.stream()
                                .filter(change -> change.origin() == Change.Origin.READ)
                                .count());
    }

    private static boolean isOf(Change change, Doubt doubt) {
        return change != null && Arrays.equals(change.fingerprint(), doubt.fingerprint());
    }

    private void forEachPage(Use use) throws SalesforceException {
        String after = "";
        List<Doubt> page;
        do {
            page = run.state().doubts().confirmedSince(after, PAGE);
            if (!page.isEmpty()) {
                after = page.get(page.size() - 1).key();
                use.accept(page);
            }
        } while (page.size() == PAGE);
    }

    private Change change(Doubt doubt, SyncedRecord known) {
        Payload payload = Payload.of(doubt.payload());
        return new Change(
                doubt.key(),
                0,
                0,
                doubt.fingerprint(),
                payload,
                sending.reading().mapper().ownLookups().parentKey(payload, doubt.parentKey()),
                known == null ? null : known.salesforceId(),
                null,
                Change.Origin.RETRIED);
    }
}
