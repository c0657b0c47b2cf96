package io.accountsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedChangesTest {
    private final List<PlannedRecord> first = new ArrayList<>();
    private final List<PlannedRecord> second = new ArrayList<>();
    private final PlannedChanges changes = new PlannedChanges(List.of(), List.of(first::add, second::add));

    @Test
    void eachRecordThatWouldChangeIsCountedAndHandedOverToAll() throws Exception {
        PlannedRecord created = record(null, false, null, new PlannedField("Name", "", "One"));
        PlannedRecord cleared = record("001", false, Instant.EPOCH, new PlannedField("Name", "One", ""));
        PlannedRecord linked = record("002", true, null, new PlannedField("Name", "Two", "Three"));
        changes.add(created);
        changes.add(cleared);
        changes.add(linked);
        changes.addSame("same");

        assertThat(changes.count(Totals.CREATES)).isEqualTo(1);
        assertThat(changes.count(Totals.UPDATES)).isEqualTo(2);
        assertThat(changes.count(Totals.CLEARS)).isEqualTo(1);
        assertThat(changes.count(Totals.LINKS)).isEqualTo(1);
        assertThat(changes.count(Totals.EDITED)).isEqualTo(1);
        assertThat(changes.count(Totals.SAME)).isEqualTo(1);
        assertThat(first).containsExactly(created, cleared, linked);
        assertThat(second).isEqualTo(first);
    }

    private static PlannedRecord record(String id, boolean link, Instant editedAt, PlannedField field) {
        return new PlannedRecord("key", "key", id, link, editedAt, List.of(field));
    }
}
