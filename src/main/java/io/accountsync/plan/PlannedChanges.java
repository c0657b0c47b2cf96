package io.accountsync.plan;

import io.accountsync.mapping.OrgField;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import io.accountsync.run.compare.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan found of the records that would be sent: counts all of it, and hands over each record that would change. For one
 * plan, and one thread. The engine route of plans carries it in the variable {@code planning}.
 */
final class PlannedChanges {
    /** So many examples name what a plan counts. */
    private static final int SAMPLES = 3;

    private final Collection<String> asked;
    private final List<PlanSink> sinks;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, Long> fields = new LinkedHashMap<>();
    private final Map<String, Long> cascades = new LinkedHashMap<>();
    private final Set<String> same = new HashSet<>();
    private final Set<String> shown = new HashSet<>();
    private final Map<PlannedRecord.Action, List<PlannedRecord>> samples = new EnumMap<>(PlannedRecord.Action.class);
    private Set<String> askedKeys = Set.of();

    /**
     * None so far.
     *
     * @param asked External IDs of which somebody wants to know whether they would change
     */
    PlannedChanges(Collection<String> asked, List<PlanSink> sinks) {
        this.asked = asked;
        this.sinks = sinks;
    }

    /** Takes the keys as Salesforce compares them, when the mapping is bound to the org. */
    void bound(Reading reading) {
        askedKeys = asked.stream()
                .map(reading.mapper()::keyOf)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Counts a record that would be sent and change nothing. */
    void addSame(String key) {
        increment(Totals.SAME);
        if (askedKeys.contains(key)) {
            same.add(key);
        }
    }

    /** Counts a record that the operation of the sync is not for. */
    void addLeftOut(boolean isInSalesforce) {
        increment(isInSalesforce ? Totals.ALREADY_IN_SALESFORCE : Totals.NOT_IN_SALESFORCE);
    }

    /** Takes a record that points to one that is not there, and would be deferred for that. */
    void addDeferred(PlannedRecord planned) throws IOException {
        increment(Totals.DEFERRED);
        show(planned);
    }

    /** Takes a record that is gone in Salesforce, and would not be made again. */
    void addGone(PlannedRecord planned, boolean isMerged) throws IOException {
        increment(Totals.GONE);
        if (isMerged) {
            increment(Totals.MERGED);
        }
        if (planned.action() == PlannedRecord.Action.FOLLOW) {
            increment(Totals.FOLLOWED);
        }
        show(planned);
    }

    private void show(PlannedRecord planned) throws IOException {
        List<PlannedRecord> some = samples.computeIfAbsent(planned.action(), action -> new ArrayList<>());
        if (some.size() < SAMPLES) {
            some.add(planned);
        }
        if (askedKeys.contains(planned.key())) {
            shown.add(planned.key());
        }
        for (PlanSink sink : sinks) {
            sink.add(planned);
        }
    }

    /** Some of the records with which that would be done. */
    List<PlannedRecord> samples(PlannedRecord.Action action) {
        return samples.getOrDefault(action, List.of());
    }

    /** Whether the plan shows this record, of which somebody asked, and says why it would not be sent. */
    boolean isShown(String key) {
        return shown.contains(key);
    }

    /** Takes a record that would change. */
    void add(PlannedRecord planned) throws IOException {
        increment(
                switch (planned.action()) {
                    case WRITE -> planned.isCreate() ? Totals.CREATES : Totals.UPDATES;
                    case FLAG -> Totals.FLAGS;
                    case DELETE -> Totals.DELETES;
                    default -> throw new IllegalArgumentException(planned.word() + " changes no record");
                });
        if (planned.clears()) {
            increment(Totals.CLEARS);
        }
        if (planned.isLink()) {
            increment(Totals.LINKS);
        }
        if (planned.editedAt() != null) {
            increment(Totals.EDITED);
        }
        for (PlannedField field : planned.fields()) {
            fields.merge(field.name(), 1L, Long::sum);
        }
        for (PlanSink sink : sinks) {
            sink.add(planned);
        }
    }

    /** Takes how many children Salesforce would delete together with records, by their object. */
    void cascades(Map<String, Long> children) {
        cascades.putAll(children);
    }

    Map<String, Long> cascades() {
        return cascades;
    }

    private void increment(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** Whether this record, of which somebody asked, would be sent and change nothing. */
    boolean isSame(String key) {
        return same.contains(key);
    }

    /** How many records each field would change in, be it of a flag; 0 for mapped ones that none would. */
    Map<String, Long> fields(Collection<OrgField> mapped) {
        Map<String, Long> touched = new LinkedHashMap<>();
        mapped.forEach(field -> touched.put(field.path(), fields.getOrDefault(field.path(), 0L)));
        fields.forEach(touched::putIfAbsent);
        return touched;
    }
}
