package io.accountsync.run.stream;

import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.compare.ReadRow;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.ReplacedTexts;
import io.accountsync.run.compare.RowReader;
import io.accountsync.run.gone.GoneLog;
import io.accountsync.run.sync.StreamOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a batch, from those that callers handed over to those that are compared: mapped, their records claimed, older ones left
 * out, one of each record, the newest. An exchange of which somebody else has a record in hands is put aside as a whole, with all that
 * came later for the same records: it comes again when that one is done. For one thread.
 */
final class BatchRows {
    private final Reading reading;
    private final Run run;
    private final Judges judges;
    private final List<Handover> taken = new ArrayList<>();
    private final List<Handover> putAside = new ArrayList<>();
    private final Set<String> claimed = new HashSet<>();
    private final Set<String> present = new HashSet<>();

    /** What judges rows by all that came in their session. */
    record Judges(Run session, OlderEvents older, LackingColumns columns, ReplacedTexts texts) {
        static Judges of(Run session, StreamOrder order) {
            return new Judges(
                    session,
                    new OlderEvents(session, order),
                    new LackingColumns(session),
                    new ReplacedTexts(session.sync().mapping()));
        }

        /** Tells at the end of the session what they found. */
        void note() {
            older.note();
            columns.note();
            texts.findings().forEach(finding -> session.findings().note(finding.text()));
        }
    }

    BatchRows(Reading reading, Judges judges) {
        this.reading = reading;
        this.run = reading.run();
        this.judges = judges;
    }

    /** The exchanges whose rows are in this batch. */
    List<Handover> taken() {
        return taken;
    }

    /** Those whose rows must come again. */
    List<Handover> putAside() {
        return putAside;
    }

    /** Reads the rows of exchanges: those that are to be compared. */
    List<ReadRow> read(List<Handover> handovers) {
        List<ReadRow> read = newest(judges.older().leaveOut(claim(map(handovers)), reading.versions()));
        read.forEach(judges.texts()::see);
        read.forEach(row -> keyOfPresent(row).ifPresent(present::add));
        // Invalid ones are not in order with it.
        read.stream()
                .filter(ReadRow.Tombstone.class::isInstance)
                .map(ReadRow.Tombstone.class::cast)
                .forEach(row -> present.remove(row.mapped().key()));
        return read;
    }

    private static Optional<String> keyOfPresent(ReadRow row) {
        if (row instanceof ReadRow.Mapped mapped) {
            return Optional.of(mapped.mapped().key());
        }
        return row instanceof ReadRow.Invalid invalid
                ? Optional.of(invalid.row().key())
                : Optional.empty();
    }

    /** Claims records that are to be looked at besides; says whether all of them are ours. */
    boolean claimAlso(List<String> keys) {
        boolean[] all = new boolean[1];
        run.state().write(() -> {
            Set<String> ours = new HashSet<>(run.state().claims().take(keys));
            all[0] = ours.containsAll(keys);
            if (!all[0]) {
                ours.removeAll(claimed);
                run.state().claims().release(ours);
            }
        });
        if (all[0]) {
            claimed.addAll(keys);
        }
        return all[0];
    }

    /** Writes where the source stood that gave these rows, and lets go of their records. All of it is in the state by now. */
    void complete() {
        run.state().write(() -> {
            reading.versions().keepAll(run.state());
            new GoneLog(reading).endOfBatch(present);
            run.state().claims().release(claimed);
            run.state().runs().goesOn(run.id(), run.counts().byColumn());
        });
    }

    private List<BatchEvent> map(List<Handover> handovers) {
        List<BatchEvent> events = new ArrayList<>();
        for (Handover handover : handovers) {
            List<Object> rows = judges.columns().mark(handover.rows());
            RowReader reader = reading.reader(rows.iterator());
            rows.forEach(row -> events.add(new BatchEvent(handover, row, reader.next())));
        }
        return events;
    }

    private List<BatchEvent> claim(List<BatchEvent> events) {
        Set<String> keys = new HashSet<>();
        events.stream().map(BatchEvent::key).filter(Objects::nonNull).forEach(keys::add);
        Set<String> ours = new HashSet<>();
        run.state().write(() -> {
            ours.clear();
            ours.addAll(run.state().claims().take(keys));
        });
        Set<Handover> aside = new HashSet<>();
        events.stream()
                .filter(event -> event.key() != null && !ours.contains(event.key()))
                .forEach(event -> aside.add(event.from()));
        widen(aside, events);
        List<BatchEvent> left =
                events.stream().filter(event -> !aside.contains(event.from())).toList();
        left.stream().map(BatchEvent::key).filter(Objects::nonNull).forEach(claimed::add);
        ours.removeAll(claimed);
        if (!ours.isEmpty()) {
            run.state().write(() -> run.state().claims().release(ours));
        }
        for (Handover handover :
                new LinkedHashSet<>(events.stream().map(BatchEvent::from).toList())) {
            (aside.contains(handover) ? putAside : taken).add(handover);
        }
        return left;
    }

    /** What came later for a record must not overtake what is put aside of it. */
    private static void widen(Set<Handover> aside, List<BatchEvent> events) {
        Set<String> keys = new HashSet<>();
        int before;
        do {
            before = aside.size();
            for (BatchEvent event : events) {
                if (aside.contains(event.from())) {
                    keys.add(event.key());
                } else if (event.key() != null && keys.contains(event.key())) {
                    aside.add(event.from());
                }
            }
        } while (aside.size() > before);
    }

    private List<ReadRow> newest(List<BatchEvent> events) {
        Map<Object, RecordEvents> records = new LinkedHashMap<>();
        events.forEach(event -> records.computeIfAbsent(event.group(), place -> new RecordEvents())
                .add(event));
        List<ReadRow> rows = new ArrayList<>();
        records.values().forEach(record -> {
            record.invalid().forEach(event -> rows.add(event.read()));
            record.newest().ifPresent(event -> rows.add(newest(record, event)));
        });
        return rows;
    }

    private ReadRow newest(RecordEvents record, BatchEvent newest) {
        run.counts().add(Count.READ, record.size() - 1);
        run.counts().add(Count.DUPLICATE, record.size() - 1);
        return record.filled()
                .map(row -> reading.reader(List.<Object>of(row).iterator()).next())
                .orElse(newest.read());
    }
}
