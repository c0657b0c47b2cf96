package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.plan.PlanReport;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.sync.RunMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What {@code plan} foretold, held against what the org was before and after the run. */
final class ModelForetold {
    private final List<PlannedRecord> records = new ArrayList<>();
    private final Set<String> deferred;
    private final ModelOrg before;
    private final PlanReport report;

    /** Asks for a plan, which changes nothing. */
    ModelForetold(TestSync sync, RunMode mode, ModelOrg before, ModelState state) throws Exception {
        Map<String, List<String>> contents = state.contents();
        this.before = before;
        this.report = sync.plan(mode, records::add);
        assertThat(state.contents()).as("state after a plan").isEqualTo(contents);
        this.deferred = new HashSet<>(state.sql()
                .queryForList(
                        "select record_key from rejected_record where error_class in ('retry', 'later')",
                        String.class));
    }

    /** Whether a guard is to hold the run back. */
    boolean isHeldBack() {
        return report.heldBack() != null;
    }

    /** Says that the run did this and nothing else, but for records whose parents are not there. */
    void assertHappened(ModelOrg after, ModelSource source, RunReport run) {
        Set<String> excepted = new HashSet<>(deferred);
        Map<String, String> ids = after.ids();
        source.newest().forEach((key, row) -> {
            if (row.others().anyMatch(other -> !ids.containsKey(other))) {
                excepted.add(key);
            }
        });
        Set<String> deleted = before.without(after);
        assertSame("created", keys("create"), keys(after, after.without(before)), excepted, run);
        assertSame("deleted", keys("delete"), keys(before, deleted), Set.of(), run);
        Set<String> changed = new HashSet<>();
        for (String field : ModelOrg.FIELDS) {
            changed.addAll(after.changedSince(before, field));
        }
        Predicate<String> lostItsParent = id -> ModelOrg.LOOKUPS.stream()
                .anyMatch(lookup ->
                        deleted.contains(String.valueOf(before.field(id, lookup))) && after.field(id, lookup) == null);
        excepted.addAll(keys(after, changed.stream().filter(lostItsParent).collect(Collectors.toSet())));
        Set<String> written = new TreeSet<>(keys("update"));
        written.addAll(keys("flag"));
        assertSame("changed", written, keys(after, changed), excepted, run);
        assertThat(run.count(Count.FLAGGED))
                .as(run.toJson())
                .isGreaterThanOrEqualTo(keys("flag").size());
    }

    private void assertSame(String what, Set<String> planned, Set<String> done, Set<String> but, RunReport run) {
        planned.removeAll(but);
        done.removeAll(but);
        assertThat(done).as(what + " as planned, " + run.toJson()).isEqualTo(planned);
    }

    private Set<String> keys(String word) {
        return records.stream()
                .filter(record -> record.word().equals(word))
                .map(PlannedRecord::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys(ModelOrg org, Set<String> ids) {
        return ids.stream().map(id -> String.valueOf(org.keyOf(id))).collect(Collectors.toCollection(TreeSet::new));
    }
}
