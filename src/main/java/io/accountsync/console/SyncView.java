package io.accountsync.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.run.PublicCodes;
import io.accountsync.run.RunSnapshot;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.Schedule;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.OpenRecords;
import io.accountsync.state.SyncCursor;
import io.accountsync.status.SyncStatus;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sync as the page shows it: what the command status says, with its next start and its plan.
 *
 * @param schedule as a person reads it; null for a sync without
 * @param next null where it does not start by itself, or this process does not serve
 * @param lastRun null before the first; sessions of a stream are none
 * @param stream null where rows never came by one
 * @param progress of a run in this process; null for none
 * @param work what goes on with it, here or in another process; null for nothing
 * @param codes of records that did not pass
 * @param doubts null for none
 * @param plan that of the next run, else that of the stream; null where no guard held anything back
 * @param plans what guards held back: of the next run and of the stream
 * @param hasMistakes whether its sync file has any, so that it cannot run
 * @param mistakes which; only for whoever is signed in, since they can quote what the file has
 * @param target only for whoever is signed in; null before the first write to an org, too
 */
record SyncView(
        String sync,
        String schedule,
        Instant next,
        RunView lastRun,
        StreamView stream,
        RunSnapshot progress,
        WorkView work,
        OpenRecords open,
        Map<String, Long> codes,
        DoubtfulRecords.Summary doubts,
        Map<String, Long> deletions,
        long gone,
        PlanView plan,
        List<PlanView> plans,
        boolean hasMistakes,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<String> mistakes,
        @JsonInclude(JsonInclude.Include.NON_NULL) Target target) {

    /** Which org and object the state is about. */
    record Target(String orgName, String orgType, String orgId, String object, String externalId) {
        static Target of(SyncCursor cursor) {
            return cursor == null
                    ? null
                    : new Target(
                            cursor.orgName(), cursor.orgType(), cursor.orgId(), cursor.object(), cursor.externalId());
        }
    }

    /** What was done last, and what goes on; each null for nothing. */
    record Work(RunView last, WorkView now, StreamView stream) {}

    static SyncView of(SyncStatus status, Work work, List<PlanView> plans, ConsoleProcess process, boolean isSignedIn) {
        Optional<Engine> engine =
                process.knownSyncs().filter(known -> known.syncNames().contains(status.sync()));
        List<String> mistakes = process.mistakes().of(status.sync());
        Optional<Schedule> schedule = engine.flatMap(known -> known.syncs().schedule(status.sync()));
        return new SyncView(
                status.sync(),
                schedule.map(known -> known.text() + " (" + known.zone() + ")").orElse(null),
                process.isServing()
                        ? schedule.flatMap(known -> known.next(process.clock().instant()))
                                .map(ZonedDateTime::toInstant)
                                .orElse(null)
                        : null,
                work.last(),
                work.stream(),
                engine.flatMap(known -> known.runs().find(status.sync()))
                        .map(RunSnapshot::of)
                        .orElse(null),
                work.now(),
                status.open(),
                isSignedIn ? status.rejected() : PublicCodes.of(status.rejected()),
                status.doubts(),
                status.deletions(),
                status.gone(),
                plans.isEmpty() ? null : plans.get(0),
                plans,
                !mistakes.isEmpty(),
                isSignedIn ? mistakes : null,
                isSignedIn ? Target.of(status.cursor()) : null);
    }
}
