package io.accountsync.run.lost;

import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.RejectedRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out what {@link LostRecords} of the next run will find, records that are back among it, for a plan: nothing is written. */
public final class ForeseenLosses {
    private static final int PAGE = 1000;

    private final Reading reading;
    private final Run run;
    private final Fates fates;

    public ForeseenLosses(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
        this.fates = new Fates(reading);
    }

    /**
     * The known records that are gone in Salesforce and of which no run has said so, each with what became of it. The comparison
     * takes their rows for changed.
     *
     * @throws RunStoppedException when the run would stop, since Salesforce does not know any more what was deleted
     * @throws OrgFailedException when it cannot be asked
     */
    public Map<String, Fate> look() {
        Map<String, Fate> lost = new HashMap<>();
        Optional<Long> covered = run.state().lost().coveredAt();
        if (!run.sync().mapping().whenGone().isWatched() || reading.before().isEmpty() && covered.isEmpty()) {
            return lost;
        }
        new ReturnedRecords(reading, fates).foresee();
        DeletedIds deleted = new DeletedIds(reading);
        deleted.ask(
                covered.map(Instant::ofEpochMilli).orElse(run.startedAt().minus(LostRecords.FIRST_LOOK)),
                covered.isEmpty());
        for (int from = 0; from < deleted.ids().size(); from += PAGE) {
            lost.putAll(known(deleted.ids().subList(from, Math.min(deleted.ids().size(), from + PAGE))));
        }
        lost.keySet().forEach(reading::foundLost);
        return lost;
    }

    private Map<String, Fate> known(List<String> deletedIds) {
        Map<String, Set<String>> keys = run.state().ids().keysOf(deletedIds);
        Map<String, Fate> byKey = new HashMap<>();
        if (keys.isEmpty()) {
            return byKey;
        }
        Map<String, Fate> byId = fates.of(keys.keySet());
        keys.forEach((id, ofId) -> ofId.forEach(key -> byKey.put(key, byId.get(id))));
        byKey.values().removeIf(Fate::alive);
        Map<String, RejectedRecord> before = run.state().rejected().find(byKey.keySet());
        byKey.keySet()
                .removeIf(key -> before.containsKey(key) && before.get(key).isLost());
        return byKey;
    }
}
