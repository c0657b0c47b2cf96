package io.accountsync.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.Payload;
import io.accountsync.reconcile.Difference.Kind;
import io.accountsync.run.Run;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.LookedUpKeys;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.calls.RecordScan;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import io.accountsync.state.SourceRowTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Compares the org's records that have an External ID with the rows of the source, and finds the rows without a record. */
final class RecordComparison {
    private static final int PAGE = 1000;

    /** With fewer rows it is not worth the call that counts the org's records. */
    private static final long FEW_ROWS = 40_000;

    private final Run run;
    private final SyncTarget target;
    private final List<OrgField> compared;
    private final SourceRowTable source;
    private final Differences differences;

    RecordComparison(
            Run run, SyncTarget target, List<OrgField> compared, SourceRowTable source, Differences differences) {
        this.run = run;
        this.target = target;
        this.compared = compared;
        this.source = source;
        this.differences = differences;
    }

    /**
     * Compares all of them.
     *
     * @param rows how many the source has
     */
    void compare(Calls calls, long rows) throws SalesforceException {
        String key = run.sync().mapping().externalId();
        Set<String> selected = new LinkedHashSet<>(List.of("Id", key));
        compared.forEach(field -> field.selected().forEach(selected::add));
        LookedUpKeys lookedUp = new LookedUpKeys(new QueryPager(calls.org()), compared);
        String all = run.sync().mapping().object() + " WHERE " + key + " != null";
        try {
            new RecordScan(calls)
                    .forEach(
                            selected,
                            all,
                            rows < FEW_ROWS ? 0 : calls.org().count("SELECT COUNT() FROM " + all),
                            records -> compare(lookedUp, records));
        } catch (OrgFailedException e) {
            throw e.getCause();
        }
        addMissing();
    }

    private void compare(LookedUpKeys lookedUp, List<JsonNode> records) {
        try {
            lookedUp.fill(records);
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
        compare(records);
    }

    private void compare(List<JsonNode> records) {
        Reconciliation.requireGoingOn(run);
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        String field = run.sync().mapping().externalId();
        for (JsonNode record : records) {
            String text = record.path(field).asText();
            String key = target.mapper().keyOf(text);
            byKey.put(key == null ? text : key, record);
        }
        Map<String, Payload> payloads = source.take(byKey.keySet());
        List<Difference> found = new ArrayList<>();
        byKey.forEach((key, record) -> {
            String id = record.path("Id").asText();
            Payload payload = payloads.get(key);
            if (payload == null && source.isInvalid(key)) {
                // Its row is there, and counted as what it is.
                return;
            }
            if (payload == null) {
                found.add(new Difference(Kind.UNKNOWN, key, record.path(field).asText(), id, List.of()));
                return;
            }
            List<PlannedField> different = differences(payload.tree(), record);
            if (different.isEmpty()) {
                differences.addEqual();
            } else {
                found.add(new Difference(Kind.DIFFERENT, key, externalId(key, payload), id, different));
            }
        });
        differences.add(found);
    }

    /** Only fields that the row writes: one that it leaves alone is none of its business. */
    private List<PlannedField> differences(JsonNode payload, JsonNode record) {
        return compared.stream()
                .filter(field -> field.isIn(payload) && !field.isSame(payload, record))
                .map(field -> new PlannedField(
                        field.path(), field.shown(record), field.isClearedBy(payload) ? "" : field.shown(payload)))
                .toList();
    }

    private void addMissing() {
        List<String> keys = source.unseen("", PAGE);
        while (!keys.isEmpty()) {
            Map<String, Payload> payloads = source.take(keys);
            differences.add(keys.stream()
                    .map(key -> new Difference(Kind.MISSING, key, externalId(key, payloads.get(key)), null, List.of()))
                    .toList());
            keys = source.unseen(keys.get(keys.size() - 1), PAGE);
        }
    }

    private String externalId(String key, Payload payload) {
        return run.sync().mapping().written(key, payload).externalId();
    }
}
