package io.accountsync.run.hanging;

import io.accountsync.config.Quantity;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.GoneLog;
import io.accountsync.run.gone.GoneRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records that nothing happens to in this run though their rows are gone, and the notes that say so: each later run asks again. */
final class Kept {
    /** So many are named in a note. */
    private static final int NAMED = 5;

    private final Reading reading;
    private final Run run;
    private final Map<String, List<String>> named = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    Kept(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
    }

    /** Keeps records. What only this run was told, that their rows are gone, is in the state for the next one. */
    void keep(Collection<GoneRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<GoneRow> all = List.copyOf(rows);
        new GoneLog(reading).keep(all);
        reading.changes().gone().leave(GonePages.keys(all));
    }

    /**
     * One of them is to be in a note.
     *
     * @param group those with the same one share a note
     */
    void name(String group, String text) {
        counts.merge(group, 1L, Long::sum);
        List<String> some = named.computeIfAbsent(group, any -> new ArrayList<>());
        if (some.size() < NAMED) {
            some.add(text);
        }
    }

    /** The end of a note. */
    @FunctionalInterface
    interface Ending {
        String of(String group, long records);
    }

    /** Says how many there are of each group, why, and which. */
    void note(String ofOne, String ofMany, Ending ending) {
        counts.forEach((group, records) -> run.findings()
                .note(Quantity.of(records, ofOne, ofMany)
                        + ending.of(group, records)
                        + " (" + String.join(", ", named.get(group)) + (records > NAMED ? " and others)" : ")")));
    }
}
