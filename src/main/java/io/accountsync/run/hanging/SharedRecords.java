package io.accountsync.run.hanging;

import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records that another sync of this state has as well: their rows moved there, or two syncs send the same records. What that one
 * has confirmed is not this one's to delete or to flag. Asks the state only.
 */
final class SharedRecords {
    private final Reading reading;
    private final Run run;

    SharedRecords(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
    }

    /** Keeps those of these records. */
    void keep(Gone gone) {
        Kept kept = new Kept(reading);
        GonePages.<RuntimeException>forEach(gone, page -> keep(page, kept));
        String done = gone.areDeleted() ? "deleted" : "flagged";
        kept.note(
                "record is not " + done + " though its row is gone",
                "records are not " + done + " though their rows are gone",
                (syncs, records) -> ": the sync " + syncs + (records == 1 ? " has it now" : " has them now"));
    }

    private void keep(List<GoneRow> page, Kept kept) {
        Map<String, Map<String, String>> others = run.state().otherSyncs().having(GonePages.ids(page));
        List<GoneRow> shared = page.stream()
                .filter(row -> others.containsKey(row.salesforceId()))
                .toList();
        kept.keep(shared);
        shared.forEach(
                row -> kept.name(text(new TreeMap<>(others.get(row.salesforceId())).navigableKeySet()), row.key()));
    }

    /** Names of syncs for people. */
    static String text(Iterable<String> syncs) {
        return String.join(" and ", syncs);
    }
}
