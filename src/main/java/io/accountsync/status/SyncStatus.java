package io.accountsync.status;

import io.accountsync.run.HeldBackException;
import io.accountsync.state.AlertStatus;
import io.accountsync.state.DeletionLog;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.GoneRecords;
import io.accountsync.state.InvalidRecords;
import io.accountsync.state.OpenRecords;
import io.accountsync.state.Plan;
import io.accountsync.state.Plans;
import io.accountsync.state.RejectedRecords;
import io.accountsync.state.RunLog;
import io.accountsync.state.RunRecord;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncCursors;
import io.accountsync.state.WaitingDeletions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the state knows of one sync.
 *
 * @param cursor null before the first write to an org
 * @param runs the last one first
 * @param rejected records that have not passed, by code
 * @param doubts records that a call without an answer may still overwrite; null for none
 * @param open those that have not passed by what becomes of them
 * @param deletions records that were deleted since their rows are gone, by how far that has come; statuses without are absent
 * @param leftOutLookups of restored records, that are not set yet
 * @param gone records whose rows are gone, and that something is to happen to still
 * @param waiting records that are to be deleted when other syncs have had their turn, by the names of these
 * @param alerts of it and of what all syncs share, that are not well or that nobody was told
 * @param streamPaused why its stream waits for a person, in all processes; null where it does not
 * @param runHeld why its next run waits for a person; null where it does not
 * @param lostChanges places of changes that its stream cannot get any more, and no run has healed; a few of them
 */
public record SyncStatus(
        String sync,
        SyncCursor cursor,
        List<RunRecord> runs,
        Map<String, Long> rejected,
        DoubtfulRecords.Summary doubts,
        OpenRecords open,
        Map<String, Long> deletions,
        long leftOutLookups,
        long gone,
        Map<String, Long> waiting,
        List<AlertEntry> alerts,
        String streamPaused,
        String runHeld,
        List<String> lostChanges) {

    /** Of a sync that no state knows. */
    public static SyncStatus ofNothing(String sync) {
        return new SyncStatus(
                sync,
                null,
                List.of(),
                Map.of(),
                null,
                OpenRecords.NONE,
                Map.of(),
                0,
                0,
                Map.of(),
                List.of(),
                null,
                null,
                List.of());
    }

    /**
     * Reads it; needs neither the org nor the source.
     *
     * @param runs how many of the last ones
     */
    public static SyncStatus read(StateDatabase database, String sync, int runs) {
        return new SyncStatus(
                sync,
                new SyncCursors(database).find(sync).orElse(null),
                new RunLog(database).latest(sync, runs),
                new RejectedRecords(database, sync).countByCode(),
                new DoubtfulRecords(database, sync).summary().orElse(null),
                OpenRecords.of(database, sync),
                deletions(database, sync),
                new DeletionLog(database, sync).leftOut().count(),
                new GoneRecords(database, sync).countPending(),
                new WaitingDeletions(database, sync).counts(),
                alerts(database, sync),
                reason(sync, new Plans(database, sync).holdingStream()),
                reason(sync, new Plans(database, sync).ofRuns().waiting()),
                new InvalidRecords(database, sync).lostChanges());
    }

    private static String reason(String sync, Optional<Plan> held) {
        return held.map(plan -> HeldBackException.reason(sync, plan)).orElse(null);
    }

    private static List<AlertEntry> alerts(StateDatabase database, String sync) {
        return AlertStatus.of(database).stream()
                .filter(AlertStatus::isNotable)
                .filter(status -> status.state().isOf(sync))
                .map(AlertEntry::of)
                .toList();
    }

    private static Map<String, Long> deletions(StateDatabase database, String sync) {
        Map<String, Long> counts = new TreeMap<>();
        new DeletionLog(database, sync).counts().forEach((status, count) -> counts.put(status.word(), count));
        return counts;
    }
}
