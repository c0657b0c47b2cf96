package io.accountsync.run.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.run.compare.PlannedRecord.PlannedField;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan says of one record. */
class PlannedRecordTest {
    private static final PlannedField FILLED = new PlannedField("Name", "", "Jane Doe");
    private static final PlannedField EMPTIED = new PlannedField("Phone", "+43 1", "");

    @Test
    void aRecordWithoutIdIsNewToTheOrg() {
        assertThat(record(null, FILLED).isCreate()).isTrue();
        assertThat(record("001000000000001AAA", FILLED).isCreate()).isFalse();
    }

    @Test
    void onlyARecordThatSalesforceHasCanLoseAValue() {
        assertThat(record("001000000000001AAA", FILLED, EMPTIED).clears()).isTrue();
        assertThat(record("001000000000001AAA", FILLED).clears()).isFalse();
        assertThat(record(null, EMPTIED).clears()).isFalse();
    }

    @Test
    void itsTextHoldsNoValueOfTheRow() {
        PlannedRecord record = record(null, FILLED, EMPTIED);
        assertThat(record.toString() + record.fields()).doesNotContain("Jane", "+43");
    }

    private static PlannedRecord record(String id, PlannedField... fields) {
        return new PlannedRecord("c1", "C1", id, false, null, List.of(fields));
    }
}
