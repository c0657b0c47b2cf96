package io.accountsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.Flag;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.OrgField;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.send.Outgoing;
import io.accountsync.run.send.Sending;
import io.accountsync.state.Change;
import io.accountsync.state.ChangeCounts.Wave;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Variable;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * What the route of {@code plan} calls when the decision is made, the bean {@code syncPlan}: holds what would be sent against
 * what the org has, a page at a time.
 */
public final class PlanSteps {
    private static final int PAGE = 200;

    /** Salesforce's dates are whole seconds, and its clock is not ours. */
    private static final long CLOCKS_DIFFER_MILLIS = 2000;

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");

    /**
     * Looks at all that would be sent, in the order in which it would be.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void look(
            @Variable("sending") Sending sending,
            @Variable("planning") PlannedChanges planning,
            @Variable("gone") Gone gone)
            throws SalesforceException {
        Run run = sending.run();
        Reading reading = sending.reading();
        requireGoingOn(run);
        planning.bound(reading);
        CurrentRecords current = sending.currentRecords();
        for (Wave wave : reading.changes().counts().waves()) {
            Change last = null;
            List<Change> page = reading.changes().page(wave.number(), last, PAGE);
            while (!page.isEmpty()) {
                requireGoingOn(run);
                look(sending, planning, current, page);
                last = page.get(page.size() - 1);
                page = reading.changes().page(wave.number(), last, PAGE);
            }
        }
        new PlannedDeletions(sending, planning).look(gone);
    }

    /** Of half the rows a plan would say the wrong thing. */
    private static void requireGoingOn(Run run) {
        if (run.isStopping()) {
            run.stopReason().ifPresent(reason -> {
                throw new RunStoppedException("The plan was broken off: " + reason);
            });
        }
    }

    private static void look(Sending sending, PlannedChanges planning, CurrentRecords current, List<Change> page)
            throws SalesforceException {
        Run run = sending.run();
        Reading reading = sending.reading();
        Operation operation = run.sync().mapping().operation();
        List<String> keys = page.stream().map(Change::key).toList();
        Set<String> selected = new HashSet<>(Set.of("LastModifiedDate"));
        Stream.concat(reading.mapper().orgFields().stream(), flagFields(reading).stream())
                .flatMap(OrgField::selected)
                .forEach(selected::add);
        Map<String, JsonNode> records = current.find(keys, selected);
        Map<String, Long> sentAt = run.state().records().sentAt(keys);
        Map<String, Outgoing> outgoing = sending.outgoing().of(page);
        for (Change change : page) {
            JsonNode record = records.get(change.key());
            if (record == null
                    && change.salesforceId() != null
                    && run.sync().mapping().whenGone().isWatched()) {
                planning.addGone();
                continue;
            }
            if (record == null ? !operation.creates() : !operation.writesExisting()) {
                // Since the state knows it otherwise, or since the look at the org a moment ago.
                planning.addLeftOut(record != null);
                continue;
            }
            boolean isFlag = change.origin() == Change.Origin.FLAG;
            // One that was deleted in Salesforce gets all its fields, whatever the state says.
            Outgoing less = record == null ? null : Outgoing.inTheEnd(outgoing.get(change.key()));
            List<PlannedField> fields = less instanceof Outgoing.KeyOnly
                    ? List.of()
                    : differences(
                            isFlag ? flagFields(reading) : reading.mapper().orgFields(),
                            Outgoing.payload(less, change).tree(),
                            record);
            if (fields.isEmpty() && record != null) {
                planning.addSame(change.key());
                continue;
            }
            Long sent = sentAt.get(change.key());
            PlannedRecord planned = new PlannedRecord(
                    change.key(),
                    run.sync().mapping().written(change.key(), change.payload()).externalId(),
                    record == null ? null : record.path("Id").asText(),
                    record != null && sent == null,
                    record == null || sent == null ? null : editedAt(record, sent),
                    fields);
            try {
                planning.add(isFlag ? planned.flagged() : planned);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<OrgField> flagFields(Reading reading) {
        return reading.mapper().flag().map(Flag::orgFields).orElse(List.of());
    }

    private static List<PlannedField> differences(List<OrgField> all, JsonNode payload, JsonNode record) {
        List<PlannedField> fields = new ArrayList<>();
        for (OrgField field : all) {
            if (field.isIn(payload) && (record == null || !field.isSame(payload, record))) {
                String from = record == null ? "" : field.shown(record);
                String to = field.isClearedBy(payload) ? "" : field.shown(payload);
                if (record != null || !to.isEmpty()) {
                    fields.add(new PlannedField(field.path(), from, to));
                }
            }
        }
        return fields;
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
