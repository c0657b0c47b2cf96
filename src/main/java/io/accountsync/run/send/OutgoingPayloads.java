package io.accountsync.run.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.Payload;
import io.accountsync.mapping.Write;
import io.accountsync.run.Run;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.compare.ExistingRecords;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.rejected.CircularParents;
import io.accountsync.run.rejected.PayloadRetention;
import io.accountsync.run.rejected.UndecidedMatches;
import io.accountsync.run.sync.RunMode;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * What is left of payloads when they leave: without fields that are Salesforce's own by then ({@code write}), and with {@code
 * sync.send=changed} without those that are as they were, and without a parent that is not there yet. The change set and the rejected records keep payloads whole,
 * since
 * until they are sent the answer can change. One page at a time, whoever asks.
 */
public final class OutgoingPayloads {
    private static final int KEYS_A_QUERY = 200;

    private final Reading reading;
    private final Run run;
    private final PayloadRetention retention;
    private final CurrentRecords current;
    private final List<OrgField> ifBlank;
    private final Set<String> onCreate;
    private final boolean changedOnly;
    private final StepPayloads steps;

    OutgoingPayloads(Reading reading, PayloadRetention retention) {
        this.reading = reading;
        this.run = reading.run();
        this.retention = retention;
        this.current = new CurrentRecords(
                new QueryPager(reading.calls().org()), run.sync().mapping().object(), reading.mapper());
        this.ifBlank = reading.mapper().orgFields().stream()
                .filter(field ->
                        field.write() == Write.IF_BLANK && run.sync().mapping().operation() != Operation.CREATE)
                .toList();
        this.onCreate = reading.mapper().onCreate();
        this.steps = new StepPayloads(
                reading.changes().circles().twoSteps(),
                run.state().halfDone(),
                reading.mapper(),
                run.sync().mapping().externalId());
        // A full refresh is to bring Salesforce to what the source has.
        this.changedOnly = run.settings().sendsChangedOnly() && run.mode() != RunMode.FULL_REFRESH;
    }

    /**
     * Finds out which records are there already, for fields that only new ones get, and for operations that are not for all
     * records. Before the first is sent, and again when
     * others have joined them.
     *
     * @throws OrgFailedException when the org cannot be asked
     * @throws RunStoppedException when no call may be made now
     */
    public void tellNewFromKnown() {
        try {
            if (tellsNewFromKnown()) {
                new ExistingRecords(reading).find();
                if (notesFirstSteps()) {
                    new UnheardFirstSteps(reading, current).findOut();
                }
            }
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }

    /** Looks at records that have joined those to be sent: some may be there already, some nobody has decided on. */
    public void joined() {
        new UndecidedMatches(reading, retention).keepBack();
        new CircularParents(reading, retention).keepBack();
        tellNewFromKnown();
    }

    /** Whether {@link #tellNewFromKnown} finds out which records the org has. */
    public boolean tellsNewFromKnown() {
        return !onCreate.isEmpty() || run.sync().mapping().operation() != Operation.UPSERT;
    }

    /** Whether a second step could be forgotten when nobody hears of the first one: a later run would leave its lookup out. */
    public boolean notesFirstSteps() {
        return steps.canBeForgotten(run.sync().mapping().operation());
    }

    /** Whether records that Salesforce has do not get what new ones get. */
    boolean leavesOutOfKnown() {
        return !onCreate.isEmpty();
    }

    /** Whether any payload may leave with less than it has. */
    public boolean mayLeaveOut() {
        return changedOnly || !onCreate.isEmpty() || !ifBlank.isEmpty();
    }

    /** The calls that so many records need next to those that send them. */
    public long calls(long records) {
        return ifBlank.isEmpty() ? 0 : (records + KEYS_A_QUERY - 1) / KEYS_A_QUERY;
    }

    /**
     * The payloads of a page of records.
     *
     * @return what leaves of those that leave with less than they have, by key
     * @throws OrgFailedException when the org cannot be asked what it has
     * @throws RunStoppedException when no call may be made now
     */
    public Map<String, Outgoing> of(List<Change> changes) {
        return of(changes, recordsOf(changes), changedOnly);
    }

    /**
     * The same by what the org was found to have.
     *
     * @param records with all mapped fields, by key
     */
    public Map<String, Outgoing> of(List<Change> changes, Map<String, JsonNode> records) {
        return of(changes, records, changedOnly);
    }

    /** The same for records that turned out to be others than those which were confirmed before. */
    Map<String, Outgoing> ofOthers(List<Change> changes) {
        return of(changes, recordsOf(changes), false);
    }

    private synchronized Map<String, Outgoing> of(
            List<Change> changes, Map<String, JsonNode> records, boolean differing) {
        Map<String, Outgoing> outgoing = mayLeaveOut() && !changes.isEmpty()
                ? withoutWhatIsNotOurs(changes, records, differing)
                : new HashMap<>();
        steps.change(changes, outgoing);
        return outgoing;
    }

    private Map<String, Outgoing> withoutWhatIsNotOurs(
            List<Change> changes, Map<String, JsonNode> records, boolean differing) {
        Map<String, byte[]> hashes = differing ? run.state().records().fieldHashes(keysOf(changes)) : Map.of();
        Map<String, Outgoing> outgoing = new HashMap<>();
        for (Change change : changes) {
            if (change.origin() == Change.Origin.FLAG) {
                // What a person wrote to be set is set.
                continue;
            }
            Payload payload = change.payload();
            JsonNode record = records.get(change.key());
            if (change.salesforceId() != null) {
                payload = payload.without(onCreate);
            }
            if (record != null) {
                payload = payload.without(filled(record));
            }
            if (change.salesforceId() != null && hashes.containsKey(change.key())) {
                payload = payload.withoutSame(
                        hashes.get(change.key()),
                        run.sync().mapping().externalId(),
                        run.settings().fieldHashes());
            }
            if (payload != change.payload()) {
                outgoing.put(
                        change.key(),
                        payload.fields().size() > 1 ? new Outgoing.Rest(payload) : new Outgoing.KeyOnly());
            }
        }
        return outgoing;
    }

    /**
     * Whether the answer to a payload that left with less than it has says that the record was not there.
     *
     * @param error why it was rejected; null when it was not
     */
    public static boolean tellsNew(boolean created, CallError error) {
        return error == null ? created : error.code().equals("REQUIRED_FIELD_MISSING");
    }

    /** The fields of a record that nobody may overwrite any more, as payloads call them. */
    private List<String> filled(JsonNode record) {
        return ifBlank.stream()
                .filter(field -> !field.shown(record).isEmpty())
                .map(OrgField::name)
                .toList();
    }

    private Map<String, JsonNode> recordsOf(List<Change> changes) {
        if (ifBlank.isEmpty() || changes.isEmpty()) {
            return Map.of();
        }
        try {
            return current.find(
                    keysOf(changes),
                    ifBlank.stream().flatMap(OrgField::selected).collect(Collectors.toSet()));
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }

    private static Collection<String> keysOf(List<Change> changes) {
        return changes.stream().map(Change::key).toList();
    }
}
