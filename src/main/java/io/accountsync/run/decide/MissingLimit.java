package io.accountsync.run.decide;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.compare.MissingRows;
import io.accountsync.run.compare.Reading;
import java.util.Locale;
import java.util.Optional;

/** Whether a source lacks more records than it may. A table that was emptied, rights that hide rows, a file that was cut off: nothing of that is an error to who reads. */
final class MissingLimit {
    private static final int NAMED = 3;

    private final Reading reading;
    private final Run run;

    MissingLimit(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
    }

    /**
     * Why a run is held back for it; empty when it is not. Rows of a stream are never all of them.
     *
     * @param deletions what else the run would do for that reason, and too often
     */
    Optional<String> reason(Optional<String> deletions) {
        Optional<MissingRows> rows = reading.missing().filter(all -> all.numbers()
                .areTooMany(run.settings(), run.counts().get(Count.READ)));
        return rows.map(all -> String.format(
                                Locale.ROOT,
                                "Of %s of %s sent before%s, the source has %,d no longer, such as %s: this run read every row"
                                        + " that there is (%,d), and sync.max-missing lets %d %% be missing",
                                Quantity.of(all.numbers().known(), "record"),
                                run.sync().mapping().object(),
                                all.numbers().known() < run.state().records().count() ? " and not missing already" : "",
                                all.numbers().fresh(),
                                String.join(", ", all.someFresh(NAMED)),
                                run.counts().get(Count.READ),
                                run.settings().maxMissing())
                        + deletions.map(text -> "; it " + text).orElse(""))
                .map(Sentence::closed)
                .map(text -> Sentence.closed(String.format(
                        Locale.ROOT,
                        "%s Nothing was sent%s: see whether a table was emptied, rights hide rows or a file was cut off; a source"
                                + " that has only a part on purpose needs %s",
                        text,
                        deletions.isEmpty() ? "" : ", deleted or flagged",
                        forAPart())));
    }

    /** Where what is absent counts as gone, allowing it to be absent would have it deleted or flagged. */
    private String forAPart() {
        return reading.absence().matters()
                ? "deletedWhen in its file or a route " + run.name()
                        + "-deletions, which say what is gone, and then sync." + run.name() + ".max-missing=100"
                : "sync." + run.name() + ".max-missing=100";
    }
}
