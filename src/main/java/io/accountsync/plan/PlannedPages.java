package io.accountsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.Flag;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.OrgField;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.Action;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.ReferenceResolver;
import io.accountsync.run.send.Outgoing;
import io.accountsync.run.send.Sending;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.Change;
import io.accountsync.state.Unresolved;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Holds the records that a run would send against what the org has now, a page at a time and in the order of sending. */
final class PlannedPages {
    /** Salesforce's dates are whole seconds, and its clock is not ours. */
    private static final long CLOCKS_DIFFER_MILLIS = 2000;

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");

    private final Sending sending;
    private final Reading reading;
    private final Run run;
    private final PlannedChanges planning;
    private final PlannedLosses losses;
    private final MissingParents parents;
    private final List<OrgField> fields;
    private final List<OrgField> flagFields;

    PlannedPages(Sending sending, PlannedChanges planning, PlannedLosses losses) {
        this.sending = sending;
        this.reading = sending.reading();
        this.run = sending.run();
        this.planning = planning;
        this.losses = losses;
        this.parents = new MissingParents(reading);
        this.fields = reading.mapper().orgFields();
        this.flagFields = reading.mapper().flag().map(Flag::orgFields).orElse(List.of());
    }

    /** What a run would send of a record: nothing where only the key is left. */
    private record Sent(Change change, JsonNode record, JsonNode payload) {}

    /**
     * Looks at the next page.
     *
     * @param records what the org has of them, by key
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     * @throws IOException when a record cannot be shown
     */
    void look(List<Change> page, Map<String, JsonNode> records) throws SalesforceException, IOException {
        List<String> keys = page.stream().map(Change::key).toList();
        Map<String, Long> sentAt = run.state().records().sentAt(keys);
        List<Sent> all = sent(page, records);
        Map<String, JsonNode> payloads = new HashMap<>();
        all.stream()
                .filter(one -> one.payload() != null && !one.change().isFlag())
                .forEach(one -> payloads.put(one.change().key(), one.payload()));
        Map<String, MissingParents.Missing> missing = parents.among(payloads);
        for (Sent one : all) {
            MissingParents.Missing parent = missing.get(one.change().key());
            if (parent == null) {
                add(one, sentAt.get(one.change().key()));
            } else {
                defer(one, parent);
            }
        }
    }

    private List<Sent> sent(List<Change> page, Map<String, JsonNode> records) throws IOException {
        Map<String, Outgoing> outgoing = sending.outgoing().of(page, records);
        List<Change> lost = page.stream()
                .filter(change -> !records.containsKey(change.key()) && losses.mayBe(change))
                .toList();
        for (Change change : losses.look(lost)) {
            planning.add(planned(change, change.salesforceId(), null, false, List.of(ownKey(change))));
        }
        List<Sent> all = new ArrayList<>();
        for (Change change : page) {
            JsonNode record = records.get(change.key());
            if (lost.contains(change)) {
                continue;
            }
            // What a sync that only creates has half done is updated.
            Operation operation = change.isFlag() ? run.sync().mapping().operation() : sending.operation(change);
            if (record == null ? !operation.creates() : !operation.writesExisting()) {
                // Since the state knows it otherwise, or since the look at the org a moment ago.
                planning.addLeftOut(record != null);
                continue;
            }
            // One that was deleted in Salesforce gets all its fields, whatever the state says.
            Outgoing less = record == null ? null : Outgoing.inTheEnd(outgoing.get(change.key()));
            all.add(new Sent(
                    change,
                    record,
                    less instanceof Outgoing.KeyOnly
                            ? null
                            : Outgoing.payload(less, change).tree()));
        }
        return all;
    }

    private void add(Sent sent, Long sentAt) throws IOException {
        Change change = sent.change();
        JsonNode record = sent.record();
        List<PlannedField> fields = differences(sent);
        if (fields.isEmpty() && record != null) {
            planning.addSame(change.key());
            return;
        }
        PlannedRecord planned = planned(
                change,
                record == null ? null : record.path("Id").asText(),
                record == null || sentAt == null ? null : editedAt(record, sentAt),
                record != null && sentAt == null,
                fields);
        planning.add(change.isFlag() ? planned.flagged() : planned);
    }

    private PlannedRecord planned(
            Change change, String salesforceId, Instant editedAt, boolean isLink, List<PlannedField> fields) {
        return new PlannedRecord(
                change.key(),
                run.sync().mapping().written(change.key(), change.payload()).externalId(),
                salesforceId,
                isLink,
                editedAt,
                fields);
    }

    /** What a record gets back that has lost it; of the rest the org was not asked. */
    private PlannedField ownKey(Change change) {
        String written =
                run.sync().mapping().written(change.key(), change.payload()).externalId();
        return new PlannedField(run.sync().mapping().externalId(), "", written == null ? change.key() : written);
    }

    /** Takes it out of what is sent, so that its own children are seen to wait. */
    private void defer(Sent sent, MissingParents.Missing parent) throws IOException {
        Change change = sent.change();
        reading.changes()
                .circles()
                .keepBack(List.of(new Unresolved(
                        change,
                        new Unresolved.Reason(
                                ErrorAction.DEFER.stateWord(),
                                ReferenceResolver.NOT_FOUND,
                                parent.text(),
                                parent.field().clearName()))));
        planning.addDeferred(PlannedRecord.kept(
                Action.DEFER,
                run.sync().mapping().written(change.key(), change.payload()),
                sent.record() == null ? null : sent.record().path("Id").asText(),
                List.of(new PlannedField(
                        parent.field().path(),
                        sent.record() == null ? "" : parent.field().shown(sent.record()),
                        parent.value())),
                parent.text()));
    }

    private List<PlannedField> differences(Sent sent) {
        JsonNode payload = sent.payload();
        JsonNode record = sent.record();
        List<PlannedField> differences = new ArrayList<>();
        if (payload == null) {
            return differences;
        }
        for (OrgField field : sent.change().isFlag() ? flagFields : fields) {
            if (field.isIn(payload) && (record == null || !field.isSame(payload, record))) {
                String from = record == null ? "" : field.shown(record);
                String to = field.isClearedBy(payload) ? "" : field.shown(payload);
                if (record != null || !to.isEmpty()) {
                    differences.add(new PlannedField(field.path(), from, to));
                }
            }
        }
        return differences;
    }

    private static Instant editedAt(JsonNode record, long sent) {
        String text = record.path("LastModifiedDate").asText("");
        if (text.isEmpty()) {
            return null;
        }
        Instant when = OffsetDateTime.parse(text, WHEN).toInstant();
        return when.toEpochMilli() > sent + CLOCKS_DIFFER_MILLIS ? when : null;
    }
}
