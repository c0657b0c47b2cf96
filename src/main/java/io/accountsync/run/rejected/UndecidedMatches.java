package io.accountsync.run.rejected;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Run;
import io.accountsync.run.compare.ExistingRecords;
import io.accountsync.run.compare.Reading;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.Change;
import io.accountsync.state.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Keeps rows from being created of which {@code adopt} found that the org may have them already, without External ID, until a
 * person decides. A row whose External ID the org already has was decided on there: it is sent like any other.
 */
public final class UndecidedMatches {
    /** The code of such a row among the rejected records. */
    public static final String CODE = "UNDECIDED_MATCH";

    private static final int PAGE = 1000;

    private static final String MESSAGE =
            "adopt found records of the org that this row may be. Say in its file which one it is"
                    + " (one-to-one), or that it is none of them (new), and give the file to adopt --apply";

    private final Reading reading;
    private final Run run;
    private final PayloadRetention payloads;

    public UndecidedMatches(Reading reading, PayloadRetention payloads) {
        this.reading = reading;
        this.run = reading.run();
        this.payloads = payloads;
    }

    /**
     * Takes such rows out of the change set and defers them.
     *
     * @throws OrgFailedException when the org cannot be asked which of them it has now
     * @throws RunStoppedException when no call may be made now
     */
    public void keepBack() {
        if (!run.sync().mapping().operation().creates()
                || run.state().undecided().count() == 0) {
            return;
        }
        long kept = 0;
        String after = "";
        List<String> page = reading.changes().ids().unknown(after, PAGE);
        while (!page.isEmpty()) {
            after = page.get(page.size() - 1);
            Set<String> undecided = run.state().undecided().among(page);
            if (!undecided.isEmpty()) {
                kept += keepBack(undecided);
            }
            page = reading.changes().ids().unknown(after, PAGE);
        }
        if (kept > 0) {
            run.findings()
                    .note(Sentence.closed(String.format(
                            Locale.ROOT,
                            "%s not created, since adopt found records of the org that may be the same. Decide in its "
                                    + "file and give it to adopt --apply, or let runs create all such rows with: %s",
                            Quantity.of(kept, "row is", "rows are"),
                            ProposedCommand.of("adopt", run.name()).option("--release"))));
        }
    }

    private int keepBack(Set<String> undecided) {
        Map<String, String> there = new ExistingRecords(reading).ids(undecided);
        reading.changes().ids().found(there);
        if (!run.isPlanning() && !there.isEmpty()) {
            run.state().write(() -> run.state().undecided().decided(there.keySet()));
        }
        List<Unresolved> rows = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Change change : reading.changes().find(undecided).values()) {
            if (!there.containsKey(change.key())) {
                keys.add(change.key());
                // What a run has not read is deferred already, and stays so.
                if (change.origin() == Change.Origin.READ) {
                    rows.add(new Unresolved(
                            change, new Unresolved.Reason(ErrorAction.DEFER.stateWord(), CODE, MESSAGE, "")));
                }
            }
        }
        if (run.isPlanning()) {
            reading.changes().done(keys);
        } else {
            new UnresolvedRejection(reading, payloads).reject(rows);
            reading.changes().done(keys);
        }
        return keys.size();
    }
}
