package io.accountsync.run.gone;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.GoneRule;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.WhenRowGone;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.compare.MissingRows;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.Deletion;
import io.accountsync.state.GoneKeys;
import io.accountsync.state.GoneKeys.GoneKey;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds, when every row was read, the records whose rows are gone, and chooses those of them that something is to happen to: to
 * delete, those that the sync created; to flag, those that are not flagged.
 */
public final class GoneChoice {
    private final Reading reading;
    private final Run run;
    private final GoneRule rule;
    private final GoneKeys keys;
    private final FlaggedRecords flagged;
    private final KeptRecords kept;
    private long adopted;

    public GoneChoice(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
        this.rule = run.sync().mapping().gone();
        this.keys = reading.changes().gone();
        this.flagged = FlaggedRecords.of(reading).orElse(null);
        this.kept = rule.whenRowGone() == WhenRowGone.DELETE ? new KeptRecords(run) : null;
    }

    /** Makes the choice; what is not done although it should be, is said in the report. */
    public Gone choose() {
        run.counts().add(Count.TOMBSTONE, reading.changes().counts().tombstones());
        noteUnsetLookups();
        Gone gone = new Gone(reading);
        if (rule.isIgnored()) {
            return gone;
        }
        keys.addTombstones(GoneRow.How.TOMBSTONE.name());
        reading.missing().ifPresent(this::addAbsent);
        choosePages();
        if (kept != null) {
            kept.note();
        }
        if (adopted > 0) {
            run.findings()
                    .note(Quantity.of(
                                    adopted,
                                    "record is not deleted though its row is gone",
                                    "records are not deleted though their rows are gone")
                            + ": it is not known that this sync created "
                            + (adopted == 1
                                    ? "it. With deleteAdopted: true in the sync file it is."
                                    : "them. With deleteAdopted: true in the sync file they are."));
        }
        Optional<String> withheld = withheld();
        if (withheld.isPresent() && gone.count() > 0) {
            long count = gone.count();
            run.findings()
                    .note(Quantity.of(
                                    count,
                                    "record is not " + done() + " though its row is gone",
                                    "records are not " + done() + " though their rows are gone")
                            + ": " + withheld.get());
            new GoneLog(reading).keep(gone);
            keys.chooseNone();
        }
        return gone;
    }

    /** Whatever becomes of rows that are gone now: those that were restored may lack lookups still, but for what their rows say. */
    private void noteUnsetLookups() {
        List<String> mapped =
                reading.mapper().orgFields().stream().map(OrgField::clearName).toList();
        long unset = run.state().deletions().leftOut().countWithout(mapped);
        if (unset > 0) {
            run.findings()
                    .note(Quantity.of(unset, "lookup of a restored record is", "lookups of restored records are")
                            + " not set yet. The next " + ProposedCommand.of("restore", run.name())
                            + " sets those whose targets are there.");
        }
    }

    private String done() {
        return rule.whenRowGone() == WhenRowGone.DELETE ? "deleted" : "flagged";
    }

    private Optional<String> withheld() {
        if (run.limit() > 0) {
            return Optional.of("the run is limited by --limit");
        }
        return rule.whenRowGone() == WhenRowGone.DELETE
                        && !run.settings().deletions().allowed()
                ? Optional.of("sync.deletions is off")
                : Optional.empty();
    }

    /** Where rows or a route say which are gone, it may be on purpose that the source has no others. */
    private void addAbsent(MissingRows missing) {
        if (rule.hasTombstones()
                || reading.absence().isOtherwiseSaid()
                || missing.numbers().missing() == 0) {
            return;
        }
        Optional<String> doubt = reading.absence().doubt();
        if (doubt.isEmpty()) {
            missing.forEach(page -> keys.add(page, GoneRow.How.ABSENT.name()));
        } else {
            run.findings()
                    .note(String.format(
                            Locale.ROOT,
                            "%s not among the rows, and not %s for that: %s",
                            Quantity.of(missing.numbers().missing(), "record is", "records are"),
                            done(),
                            doubt.get()));
        }
    }

    private void choosePages() {
        String after = "";
        List<GoneKey> page = keys.open(after, Gone.PAGE);
        while (!page.isEmpty()) {
            List<String> names = page.stream().map(GoneKey::key).toList();
            Map<String, SyncedRecord> known = run.state().records().find(names);
            Map<String, RejectedRecord> rejected = run.state().rejected().find(names);
            Map<String, Deletion> before = kept == null ? Map.of() : kept.find(names);
            List<GoneKey> chosen = new ArrayList<>();
            List<String> done = new ArrayList<>();
            for (GoneKey key : page) {
                SyncedRecord record = known.get(key.key());
                if (record == null || record.salesforceId() == null) {
                    continue;
                }
                if (flagged != null && flagged.isOne(record, rejected.get(key.key()))) {
                    done.add(key.key());
                } else if (flagged != null
                        || isOnTheWayToASurvivor(rejected.get(key.key()))
                        || isOurs(record) && !kept.keeps(before.get(key.key()), record.salesforceId())) {
                    chosen.add(new GoneKey(key.key(), key.how(), record.salesforceId(), record.created()));
                }
            }
            keys.choose(chosen);
            if (!done.isEmpty() && !run.isPlanning()) {
                run.state().write(() -> run.state().gone().done(done));
            }
            after = names.get(names.size() - 1);
            page = keys.open(after, Gone.PAGE);
        }
    }

    /** Its own record is gone, and the one that survived has nothing of the row yet: whoever deletes sees that. */
    private static boolean isOnTheWayToASurvivor(RejectedRecord rejected) {
        return rejected != null && rejected.isMergeToFollow();
    }

    private boolean isOurs(SyncedRecord record) {
        if (!record.created() && !rule.deleteAdopted()) {
            adopted++;
            return false;
        }
        return true;
    }
}
