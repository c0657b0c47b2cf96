package io.accountsync.run.compare;

import io.accountsync.run.Count;
import io.accountsync.run.Run;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Rows that Salesforce has as they are. In most runs that is almost every row: where nothing else can be known of a record than what
 * Salesforce confirmed, the state compares the fingerprints itself, and gives out only the rows that differ. Used by one thread.
 */
final class SameRows {
    private final Reading reading;
    private final Run run;
    private final MissingRows missing;
    private final RowsThatAreBack back;
    private final boolean isFingerprintAll;
    private int rows;
    private int passed;

    /**
     * For one run.
     *
     * @param missing null where the run does not look for missing rows
     * @param more whether more counts in this run than what Salesforce confirmed
     */
    SameRows(Reading reading, MissingRows missing, RowsThatAreBack back, boolean more) {
        this.reading = reading;
        this.run = reading.run();
        this.missing = missing;
        this.back = back;
        // A plan foresees what the run before it would write.
        this.isFingerprintAll =
                !more && !run.isPlanning() && !reading.references().isNeeded();
    }

    /** Takes them out of a page. Where the last page had few of them each row is looked at by itself, which says what is known of it. */
    void passFrom(List<ComparedRow> page) {
        boolean wereMost = passed * 2 >= rows;
        rows = page.size();
        passed = 0;
        if (isFingerprintAll && wereMost && rows > 0) {
            passSame(page);
        }
    }

    /** Takes one of which that turned out otherwise. */
    void pass(ComparedRow row) {
        passed++;
        run.counts().add(Count.UNCHANGED, 1);
        reading.changes().unchanged(row.key(), row.record().cursor(), row.sequence());
    }

    private void passSame(List<ComparedRow> page) {
        List<String> keys = page.stream().map(ComparedRow::key).toList();
        BitSet others = run.state()
                .records()
                .others(
                        keys,
                        page.stream().map(row -> row.record().fingerprint()).toList());
        List<String> same = new ArrayList<>(keys.size());
        List<ComparedRow> rest = new ArrayList<>(others.cardinality());
        for (int i = 0; i < page.size(); i++) {
            if (others.get(i)) {
                rest.add(page.get(i));
            } else {
                same.add(keys.get(i));
                pass(page.get(i));
            }
        }
        back.see(same);
        if (missing != null) {
            missing.see(same);
        }
        page.clear();
        page.addAll(rest);
    }
}
