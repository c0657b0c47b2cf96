package io.accountsync.run.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.OwnLookup;
import io.accountsync.mapping.Payload;
import io.accountsync.run.Run;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.Change;
import io.accountsync.state.FirstStepNotes.Note;
import io.accountsync.state.SyncedRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Finds out of first steps of which nobody heard what became of them, see {@link io.accountsync.state.FirstStepNotes}: where the org
 * has just what was sent, or what the row would send, and no parent, this sync has made the record, and its second step is due. What
 * is otherwise is somebody else's.
 */
final class UnheardFirstSteps {
    private static final int PAGE = 200;
    private static final int NAMED = 5;

    private final Reading reading;
    private final Run run;
    private final CurrentRecords current;
    private final WrittenFields fields;
    private final List<OrgField> parents;
    private final List<String> left = new ArrayList<>();
    private long leftAlone;

    UnheardFirstSteps(Reading reading, CurrentRecords current) {
        this.reading = reading;
        this.run = reading.run();
        this.current = current;
        this.fields = new WrittenFields(reading.mapper());
        Set<String> lookups = reading.mapper().ownLookups().all().stream()
                .map(OwnLookup::name)
                .collect(Collectors.toSet());
        this.parents = reading.mapper().orgFields().stream()
                .filter(field -> lookups.contains(field.name()))
                .toList();
    }

    /**
     * Looks at all whose records are among the changes and in the org. Of the others it is looked for again.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    void findOut() throws SalesforceException {
        String after = "";
        List<Note> page = notes(after);
        while (!page.isEmpty()) {
            after = page.get(page.size() - 1).key();
            findOut(page);
            page = notes(after);
        }
        if (leftAlone > 0) {
            run.findings()
                    .note(Quantity.of(leftAlone, "record stays", "records stay") + " in Salesforce without "
                            + parents.stream().map(OrgField::name).collect(Collectors.joining(", "))
                            + " (" + String.join(", ", left)
                            + (leftAlone > NAMED ? " and " + (leftAlone - NAMED) + " more" : "")
                            + "): an earlier run got no answer to its call, and Salesforce has other values than this"
                            + " call had, perhaps somebody else's. reconcile shows what differs.");
        }
    }

    private List<Note> notes(String after) {
        return run.state().halfDone().notes().page(after, PAGE);
    }

    private void findOut(List<Note> notes) throws SalesforceException {
        List<String> keys = notes.stream().map(Note::key).toList();
        Map<String, Change> changes = reading.changes().find(keys);
        Map<String, SyncedRecord> known = run.state().records().find(keys);
        Set<String> halfDone = run.state().halfDone().among(keys);
        List<String> over = new ArrayList<>();
        List<Note> open = new ArrayList<>();
        for (Note note : notes) {
            SyncedRecord record = known.get(note.key());
            if (halfDone.contains(note.key()) || record != null && record.fingerprint() != null) {
                over.add(note.key());
            } else if (changes.containsKey(note.key())
                    && changes.get(note.key()).salesforceId() != null) {
                open.add(note);
            }
        }
        List<SyncedRecord> done = open.isEmpty() ? List.of() : done(open, changes, over);
        if (run.isPlanning()) {
            run.state().halfDone().foresee(done.stream().map(SyncedRecord::key).toList());
        } else if (!over.isEmpty()) {
            run.state().write(() -> {
                run.state().records().confirm(done, run.id());
                run.state().halfDone().notes().end(over);
            });
        }
    }

    /** @param over takes those that are known now, whose ever they are */
    private List<SyncedRecord> done(List<Note> notes, Map<String, Change> changes, List<String> over)
            throws SalesforceException {
        Set<String> selected = new HashSet<>(fields.selected());
        parents.forEach(parent -> parent.selected().forEach(selected::add));
        Map<String, JsonNode> records =
                current.find(notes.stream().map(Note::key).toList(), selected);
        List<SyncedRecord> done = new ArrayList<>();
        for (Note note : notes) {
            JsonNode record = records.get(note.key());
            if (record == null) {
                continue;
            }
            over.add(note.key());
            Change change = changes.get(note.key());
            if (isWithoutParents(record)) {
                if (isOurs(note, change, record)) {
                    done.add(SyncedRecord.halfDone(note.key(), KeyQuestions.idOf(record), false));
                } else {
                    leave(change);
                }
            }
        }
        return done;
    }

    private boolean isWithoutParents(JsonNode record) {
        return parents.stream().allMatch(parent -> parent.shown(record).isEmpty());
    }

    /** A plan does not wait for the results of a Bulk job, which tell it. */
    private boolean isOurs(Note note, Change change, JsonNode record) {
        List<String> names = parents.stream().map(OrgField::name).toList();
        return run.isPlanning() && note.byJob()
                || note.payload() != null && fields.isSame(Payload.of(note.payload()), record)
                || fields.isSame(change.payload().without(names), record);
    }

    private void leave(Change change) {
        leftAlone++;
        if (left.size() < NAMED) {
            left.add(
                    run.sync().mapping().written(change.key(), change.payload()).text());
        }
    }
}
