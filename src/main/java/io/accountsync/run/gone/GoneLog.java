package io.accountsync.run.gone;

import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.GoneKeys;
import io.accountsync.state.GoneKeys.GoneKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Writes to the state which records are gone: what is to happen to them still, and what the guard let happen when. */
public final class GoneLog {
    /** Within this time all that happens to records whose rows are gone is counted, so that nothing is dripped away. */
    static final Duration WINDOW = Duration.ofHours(24);

    private final Reading reading;
    private final Run run;

    public GoneLog(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
    }

    /** Keeps some of them for a later run. */
    public void keep(List<GoneRow> rows) {
        if (!run.isPlanning() && !rows.isEmpty()) {
            run.state().write(() -> write(rows, false));
        }
    }

    /** Keeps them for a later run. Those that are merely absent are found again by the next run that reads every row. */
    void keep(Gone gone) {
        if (!run.isPlanning()) {
            for (List<GoneRow> page : gone) {
                run.state().write(() -> write(page, false));
            }
        }
    }

    /**
     * Notes, before anything happens, that it may happen to them.
     *
     * @param approved whether a person said so of all; of some a person may have said so before
     */
    public void grant(Gone gone, boolean approved) {
        ApprovedGone before = new ApprovedGone(run, gone);
        for (List<GoneRow> page : gone) {
            Set<String> byPerson = before.among(page);
            List<String> others = page.stream()
                    .map(GoneRow::key)
                    .filter(key -> !byPerson.contains(key))
                    .toList();
            run.state().write(() -> {
                write(page, true);
                run.state().gone().grant(byPerson, true, WINDOW);
                run.state().gone().grant(others, approved, WINDOW);
            });
        }
    }

    private void write(List<GoneRow> page, boolean absent) {
        for (GoneRow.How how : GoneRow.How.values()) {
            List<String> keys = page.stream()
                    .filter(row -> row.how() == how)
                    .map(GoneRow::key)
                    .toList();
            boolean isPending = how != GoneRow.How.ABSENT;
            if (!keys.isEmpty() && (isPending || absent)) {
                run.state().gone().keep(keys, how.name(), isPending, run.id());
            }
        }
    }

    /**
     * Lets go of what a batch of a stream has brought to its end: nothing is to happen any more to records that have the flag, nor to those
     * whose rows came. Else a run that does not read such a row would delete its record. Call it within the transaction that ends the batch.
     *
     * @param rows the keys of rows that came and are no tombstones, valid or not
     */
    public void endOfBatch(Collection<String> rows) {
        FlaggedRecords.of(reading).ifPresent(FlaggedRecords::letGo);
        if (!rows.isEmpty()) {
            run.state().gone().done(rows);
        }
    }

    /** Lets go of what has happened, once the run has completed. Call it within the transaction that ends it. */
    public void tidy() {
        if (run.sync().mapping().gone().isIgnored()) {
            return;
        }
        FlaggedRecords.of(reading).ifPresent(FlaggedRecords::letGo);
        GoneKeys keys = reading.changes().gone();
        List<String> others = new ArrayList<>();
        String after = "";
        List<GoneKey> page = keys.back(after, Gone.PAGE);
        while (!page.isEmpty()) {
            List<String> all = page.stream().map(GoneKey::key).toList();
            Set<String> listed = keys.named(all);
            all.stream().filter(key -> !listed.contains(key)).forEach(others::add);
            run.state().gone().areBack(listed, GoneRow.How.DELETIONS_ROUTE.name(), run.id());
            run.state().gone().done(others);
            others.clear();
            after = page.get(page.size() - 1).key();
            page = keys.back(after, Gone.PAGE);
        }
        run.state().gone().tidy(run.id(), reading.absence().isOtherwiseSaid(), WINDOW);
    }
}
