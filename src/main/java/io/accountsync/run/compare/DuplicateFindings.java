package io.accountsync.run.compare;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.state.Change;
import io.accountsync.state.DuplicateRows;
import io.accountsync.state.DuplicateRows.Duplicate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names the rows that fell out since another one has the same key. */
public final class DuplicateFindings {
    private final Reading reading;
    private final Run run;

    public DuplicateFindings(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
    }

    /** Reports them. */
    public void report() {
        long rows = run.counts().get(Count.DUPLICATE) - run.progress().leftToStreams();
        if (rows == 0) {
            return;
        }
        DuplicateRows duplicates = reading.changes().duplicates();
        Map<String, Change> kept = reading.changes()
                .find(duplicates.first().stream().map(Duplicate::key).toList());
        List<String> samples = duplicates.first().stream()
                .map(duplicate -> describe(duplicate, kept))
                .toList();
        run.findings().duplicates(rows, samples);
        if (run.sync().mapping().cursor() == null && duplicates.different() > 0) {
            run.findings()
                    .note(String.format(
                            Locale.ROOT,
                            "%s the key of another row and other contents. Without a cursor it is not known which is"
                                    + " newer: the later row was taken. Give each key one row, or name a cursor. The first: %s",
                            Quantity.of(duplicates.different(), "row has", "rows have"),
                            duplicates.first().stream()
                                    .filter(Duplicate::differ)
                                    .findFirst()
                                    .map(duplicate -> describe(duplicate, kept))
                                    .orElse("not among those that are listed")));
        }
    }

    private String describe(Duplicate duplicate, Map<String, Change> kept) {
        return written(duplicate, kept.get(duplicate.key())).text() + ": "
                + reading.places().of(duplicate.leftOut()) + " was left out for "
                + reading.places().of(duplicate.kept());
    }

    /** The row that counts has the spelling that counts; where nobody has it any more, that of the row that was left out. */
    private WrittenKey written(Duplicate duplicate, Change change) {
        return run.sync().mapping().written(duplicate.key(), change == null ? duplicate.payload() : change.payload());
    }
}
