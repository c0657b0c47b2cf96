package io.accountsync.run.lost;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.mapping.WhenGone;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncState;
import io.accountsync.state.SyncedRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out, before a run reads its rows, which of the records that it knows are gone in Salesforce, and which are back: in a few
 * calls, however many records there are. What it finds is written to the state at once, where the comparison meets it.
 */
public final class LostRecords {
    private static final int PAGE = 1000;

    static final Duration FIRST_LOOK = Duration.ofDays(14);

    /** Salesforce's clock is not ours; what is told twice does no harm. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

    /** No payload has it: whatever the row holds is a change. */
    private static final byte[] NO_FINGERPRINT = new byte[16];

    private final Reading reading;
    private final Run run;
    private final SyncState state;
    private final WhenGone whenGone;
    private final Fates fates;
    private boolean leftToStreams;

    public LostRecords(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
        this.state = run.state();
        this.whenGone = run.sync().mapping().whenGone();
        this.fates = new Fates(reading);
    }

    /**
     * Looks, if the sync wants to know. The first time it goes back as far as Salesforce certainly knows; what was deleted before is
     * met when its row is sent. Before anything was sent it asks only from when on Salesforce knows: a recycle bin that was emptied
     * a moment ago is no gap for the next run.
     *
     * @throws RunStoppedException when Salesforce does not know any more what was deleted since the last look
     * @throws OrgFailedException when it cannot be asked
     */
    public void look() {
        if (!whenGone.isWatched()) {
            return;
        }
        new ReturnedRecords(reading, fates).look();
        // Nothing was sent before: what Salesforce has forgotten was none of ours.
        boolean begins = reading.before().isEmpty();
        boolean first = begins || state.lost().coveredAt().isEmpty();
        Instant since = state.lost()
                .coveredAt()
                .map(Instant::ofEpochMilli)
                .orElse(run.startedAt().minus(begins ? CLOCKS_DIFFER : FIRST_LOOK));
        DeletedIds deleted = new DeletedIds(reading);
        deleted.ask(since, first);
        for (int i = 0; i < deleted.ids().size(); i += PAGE) {
            take(deleted.ids().subList(i, Math.min(deleted.ids().size(), i + PAGE)));
        }
        if (leftToStreams) {
            // What was deleted of their records is asked for once more, by the next run.
            return;
        }
        if (deleted.covered() != null) {
            state.write(() -> state.lost().covered(deleted.covered().toEpochMilli()));
        } else if (first) {
            covered(reading, run.startedAt());
        }
    }

    /**
     * What was deleted before then is known, or was met when records were sent. The next question begins somewhat earlier, but not
     * where Salesforce refuses it: what it has forgotten by then was over when the records were sent.
     */
    public static void covered(Reading reading, Instant at) {
        SyncState state = reading.run().state();
        Instant earlier = at.minus(CLOCKS_DIFFER);
        Instant latest = fullMinute(at);
        Instant from = reading.deletionsForgottenUntil()
                .map(LostRecords::fullMinute)
                .filter(forgotten -> forgotten.isAfter(earlier))
                .map(forgotten -> forgotten.isBefore(latest) ? forgotten : latest)
                .orElse(earlier);
        if (state.lost().coveredAt().orElse(0L) < from.toEpochMilli()) {
            state.write(() -> state.lost().covered(from.toEpochMilli()));
        }
    }

    /** Questions go by full minutes: the first that begins no earlier. */
    private static Instant fullMinute(Instant at) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(at) ? at : minute.plus(1, ChronoUnit.MINUTES);
    }

    private void take(List<String> deletedIds) {
        Map<String, Set<String>> keys = state.ids().keysOf(deletedIds);
        if (keys.isEmpty()) {
            return;
        }
        Map<String, Fate> byId = fates.of(keys.keySet());
        Map<String, Fate> byKey = new HashMap<>();
        keys.forEach((id, ofId) -> ofId.forEach(key -> byKey.put(key, byId.get(id))));
        byKey.values().removeIf(Fate::alive);
        Map<String, RejectedRecord> before = state.rejected().find(byKey.keySet());
        byKey.keySet()
                .removeIf(key -> before.containsKey(key) && before.get(key).isLost());
        if (!byKey.isEmpty()) {
            write(byKey, before);
        }
    }

    private void write(Map<String, Fate> byKey, Map<String, RejectedRecord> before) {
        Map<String, SyncedRecord> known = state.records().find(byKey.keySet());
        List<RejectedRecord> rejected = new ArrayList<>();
        List<String> asConfirmed = new ArrayList<>();
        Map<String, String> replaced = new HashMap<>();
        byKey.forEach((key, fate) -> {
            RejectedRecord record = before.get(key);
            boolean isInvalid = record != null && record.fingerprint() == null;
            if (follows(fate, key)) {
                replaced.put(key, fate.survivor().id());
            }
            if (!isInvalid && !(replaced.containsKey(key) && hasKey(fate, key))) {
                rejected.add(
                        replaced.containsKey(key)
                                ? link(key, fate, record)
                                : reject(key, fate, record, known.get(key)));
            }
            if (record == null && known.get(key) != null && known.get(key).fingerprint() != null) {
                asConfirmed.add(key);
            }
        });
        NotOfStreams ours = new NotOfStreams(run);
        state.write(() -> {
            ours.among(byKey.keySet());
            List<String> keys = ours.of(byKey.keySet(), key -> key);
            state.lost().forgetContents(keys);
            Map<String, String> survivors = new HashMap<>(replaced);
            survivors.keySet().retainAll(keys);
            state.lost().replaced(survivors);
            state.doubts().end(keys);
            state.rejected().add(ours.of(rejected, RejectedRecord::key));
            state.rejected().retries().nothingWaits(ours.of(asConfirmed, key -> key));
        });
        leftToStreams = leftToStreams || ours.leavesAny();
        byKey.keySet().retainAll(ours.of(byKey.keySet(), key -> key));
        rejected.removeIf(record -> !byKey.containsKey(record.key()));
        LostLines.lost(run, rejected, known, replaced);
        byKey.forEach((key, fate) -> report(key, fate, replaced.containsKey(key)));
    }

    /** Whether the record that survived a merge takes the place of the one that did not. */
    private boolean follows(Fate fate, String key) {
        return whenGone == WhenGone.FOLLOW_MERGE
                && fate.isMerged()
                && (fate.survivor().externalId() == null || hasKey(fate, key));
    }

    private boolean hasKey(Fate fate, String key) {
        return key.equals(reading.mapper().keyOf(String.valueOf(fate.survivor().externalId())));
    }

    /** Its External ID is what is to be sent to the survivor; the values follow when the row is read. */
    private RejectedRecord link(String key, Fate fate, RejectedRecord before) {
        boolean has = before != null && before.payload() != null;
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        String field = run.sync().mapping().externalId();
        if (fate.externalId() == null || fate.externalId().isNull()) {
            payload.put(field, key);
        } else {
            payload.set(field, fate.externalId());
        }
        return record(
                key, fate, has ? before : null, has ? before.payload() : payload.toString(), "retry", NO_FINGERPRINT);
    }

    private RejectedRecord reject(String key, Fate fate, RejectedRecord before, SyncedRecord known) {
        byte[] fingerprint = known == null || known.fingerprint() == null ? NO_FINGERPRINT : known.fingerprint();
        return record(key, fate, before, before == null ? null : before.payload(), "reject", fingerprint);
    }

    private RejectedRecord record(
            String key, Fate fate, RejectedRecord before, String payload, String errorClass, byte[] fingerprint) {
        return new RejectedRecord(
                key,
                before == null ? fingerprint : before.fingerprint(),
                payload,
                before == null ? null : before.parentKey(),
                errorClass,
                LostRecord.code(fate),
                LostRecord.message(fate),
                null,
                written(fate));
    }

    private static String written(Fate fate) {
        return fate.externalId() == null || fate.externalId().isNull()
                ? null
                : fate.externalId().asText();
    }

    private void report(String key, Fate fate, boolean followed) {
        run.counts().add(fate.isMerged() ? Count.MERGED : Count.GONE, 1);
        if (!followed) {
            reading.foundLost(key);
            run.findings().rejected(LostRecord.code(fate), new WrittenKey(key, written(fate)), true);
        }
    }
}
