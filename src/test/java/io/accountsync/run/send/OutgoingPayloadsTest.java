package io.accountsync.run.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.run.RunStoppedException;
import io.accountsync.run.sync.RunMode;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import io.accountsync.state.SyncedRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of payloads when they leave. */
class OutgoingPayloadsTest {
    private static final String ID = "001000000000001AAA";

    @TempDir
    private Path directory;

    private TestSending test;

    @AfterEach
    void close() {
        if (test != null) {
            test.close();
        }
    }

    @Test
    void payloadsLeaveWholeWhereNothingElseIsSaid() {
        test = TestSending.in(directory);
        assertThat(test.sending().outgoing().mayLeaveOut()).isFalse();
        assertThat(leaves(test.row("1", "One", ID))).contains("One", "Graz");
    }

    @Test
    void whatOnlyNewRecordsGetIsLeftOutForThoseThatSalesforceHas() {
        test = write("BillingCity", "onCreate");
        assertThat(leaves(test.row("1", "One", ID))).contains("One").doesNotContain("Graz");
        assertThat(leaves(test.row("2", "Two"))).contains("Two", "Graz");
    }

    @Test
    void onlyFieldsThatChangedSinceTheyWereConfirmedLeaveAndTheKeyAlways() {
        test = TestSending.in(directory, "sync.send", "changed");
        confirm(test.row("1", "Before"));
        assertThat(leaves(test.row("1", "After", ID)))
                .contains("After", "\"Customer_Id__c\":\"1\"")
                .doesNotContain("Graz");
    }

    @Test
    void aRecordWhoseFieldsAreAllAsConfirmedHasNothingLeftButItsKey() {
        test = TestSending.in(directory, "sync.send", "changed");
        confirm(test.row("1", "One"));
        Change same = test.row("1", "One", ID);

        assertThat(of(same).get("1")).isInstanceOf(Outgoing.KeyOnly.class);
        assertThat(leaves(same)).as("when it is sent all the same").contains("One", "Graz");
    }

    @Test
    void aRecordOfWhichNothingIsKnownLeavesWhole() {
        test = TestSending.in(directory, "sync.send", "changed");
        assertThat(of(test.row("1", "One", ID))).isEmpty();
        assertThat(of(test.row("2", "Two"))).isEmpty();
    }

    @Test
    void aFullRefreshSendsWhatDidNotChangeToo() {
        test = TestSending.in(directory, RunMode.FULL_REFRESH, "sync.send", "changed");
        confirm(test.row("1", "One"));
        assertThat(leaves(test.row("1", "One", ID))).contains("One", "Graz");
    }

    @Test
    void nothingLeavesAsLongAsTheOrgCannotBeAskedWhatIsFilledThere() {
        test = write("BillingCity", "ifBlank");
        test.useUpCalls();
        assertThatThrownBy(() -> of(test.row("1", "One", ID))).isInstanceOf(RunStoppedException.class);
    }

    @Test
    void aPageOf200RecordsNeedsOneCallToSeeWhatIsFilled() {
        test = write("BillingCity", "ifBlank");
        assertThat(test.sending().outgoing().calls(0)).isZero();
        assertThat(test.sending().outgoing().calls(200)).isEqualTo(1);
        assertThat(test.sending().outgoing().calls(201)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"true, , true", "false, , false", "false, REQUIRED_FIELD_MISSING, true", "false, A_RULE, false"})
    void anAnswerTellsThatARecordWasNotThere(boolean created, String code, boolean isNew) {
        CallError error = code == null ? null : new CallError(200, code, "no", List.of());
        assertThat(OutgoingPayloads.tellsNew(created, error)).isEqualTo(isNew);
    }

    private TestSending write(String field, String when) {
        return TestSending.with(
                directory, definition -> definition.getFields().get(field).setWrite(when));
    }

    private void confirm(Change row) {
        test.state().write(() -> test.state()
                .records()
                .confirm(
                        List.of(new SyncedRecord(
                                row.key(),
                                row.fingerprint(),
                                ID,
                                row.payload().hashes(test.run().settings().fieldHashes()))),
                        test.run().id()));
    }

    private Map<String, Outgoing> of(Change change) {
        return test.sending().outgoing().of(List.of(change));
    }

    private String leaves(Change change) {
        return Outgoing.payload(of(change).get(change.key()), change).text();
    }
}
