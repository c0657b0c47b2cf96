package io.accountsync.run.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.run.Count;
import io.accountsync.run.RunStoppedException;
import io.accountsync.state.Change;
import io.accountsync.state.Doubt;
import io.accountsync.state.SyncedRecord;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records in doubt are looked at: as far as no org needs to be asked. LateCallTest has what follows from its answer. */
class DoubtCheckTest {
    private static final String ID = "001000000000001AAA";

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void whatWasConfirmedInDoubtIsComparedThoughItsRowWasNotRead() throws SalesforceException {
        test = TestSending.in(directory);
        Change confirmed = test.row("1", "One");
        confirmedInDoubt(confirmed);

        assertThat(new DoubtCheck(test.sending()).add()).isEqualTo(1);
        Change added = test.changes().find(List.of("1")).get("1");
        assertThat(added.payload()).isEqualTo(confirmed.payload());
        assertThat(added.salesforceId()).isEqualTo(ID);
        assertThat(added.isConfirmedBefore()).isTrue();
    }

    @Test
    void aNewerRowStandsInThePlaceOfWhatWasConfirmed() throws SalesforceException {
        test = TestSending.in(directory);
        confirmedInDoubt(test.row("1", "Before"));
        Change row = test.row("1", "After");
        test.changes().add(List.of(row));

        assertThat(new DoubtCheck(test.sending()).add()).isZero();
        assertThat(test.changes().find(List.of("1")).get("1").payload()).isEqualTo(row.payload());
    }

    @Test
    void aNewerRowThatWasRejectedBeforeDoesNotKeepUsFromWhatWasConfirmed() throws SalesforceException {
        test = TestSending.in(directory);
        Change confirmed = test.row("1", "Before");
        confirmedInDoubt(confirmed);
        test.changes()
                .addRejected(List.of(test.change(
                        "1",
                        test.row("1", "After").payload().text(),
                        null,
                        ID,
                        new Change.Rejection("A_RULE", true),
                        Change.Origin.READ)));

        assertThat(new DoubtCheck(test.sending()).add()).isEqualTo(1);
        assertThat(test.changes().find(List.of("1")).get("1").payload()).isEqualTo(confirmed.payload());
        assertThat(test.count(Count.STILL_REJECTED)).as("the row has its end").isEqualTo(1);
    }

    @Test
    void whereNoPayloadIsKeptOnlyTheRowBringsTheRecord() throws SalesforceException {
        test = TestSending.in(directory, "sync.keep-rejected-payloads", "false");
        Change confirmed = test.row("1", "One");
        doubt(confirmed, null);

        assertThat(new DoubtCheck(test.sending()).add()).isZero();
        assertThat(test.changes().find(List.of("1"))).isEmpty();
    }

    @Test
    void aRowThatIsNotAsConfirmedIsSentWithoutALook() throws SalesforceException {
        test = TestSending.in(directory);
        confirmedInDoubt(test.row("1", "Before"));
        test.read(test.row("1", "After"));
        test.useUpCalls();

        new DoubtCheck(test.sending()).compare();
        assertThat(test.left()).containsExactly("1");
        assertThat(test.count(Count.API_CALLS)).isZero();
    }

    @Test
    void whereTheOrgMayNotBeAskedNothingIsTakenForConfirmed() {
        test = TestSending.in(directory);
        Change row = test.row("1", "One", ID);
        confirmedInDoubt(row);
        test.read(row);
        test.useUpCalls();

        assertThatThrownBy(() -> new DoubtCheck(test.sending()).compare()).isInstanceOf(RunStoppedException.class);
        assertThat(test.left()).containsExactly("1");
        assertThat(test.state().doubts().among(List.of("1"))).hasSize(1);
    }

    private void confirmedInDoubt(Change confirmed) {
        doubt(confirmed, confirmed.payload().text());
    }

    private void doubt(Change confirmed, String payload) {
        long until = test.run().begunAt() - 1;
        test.state().write(() -> {
            test.state()
                    .records()
                    .confirm(
                            List.of(new SyncedRecord("1", null, ID)), test.run().id());
            test.state().doubts().begin(List.of("1"), until);
            test.state().doubts().keep(List.of(new Doubt("1", until, confirmed.fingerprint(), payload, null)));
        });
    }
}
