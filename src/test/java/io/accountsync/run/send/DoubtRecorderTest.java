package io.accountsync.run.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import io.accountsync.state.Doubt;
import io.accountsync.state.RejectedRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the state keeps of a record that a call without answer may still overwrite. */
class DoubtRecorderTest {
    private static final String ID = "001000000000001AAA";
    private static final CallError RULE = new CallError(200, "A_RULE", "no", List.of());

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void aRecordThatIsNotInDoubtIsKnownAsItWasConfirmed() {
        test = TestSending.in(directory);
        Change row = test.row("1", "One");
        record(new RecordResult(row, Kind.CREATED, ID, null));

        assertThat(test.known("1").fingerprint()).isEqualTo(row.fingerprint());
        assertThat(doubt()).isNull();
    }

    @Test
    void whatIsConfirmedInDoubtIsKeptNextToItAndTheRecordHasNoFingerprint() {
        test = TestSending.in(directory);
        doubt(afterThisRun());
        Change row = test.row("1", "One");
        record(new RecordResult(row, Kind.UPDATED, ID, null));

        assertThat(test.known("1").salesforceId()).isEqualTo(ID);
        assertThat(test.known("1").fingerprint()).isNull();
        assertThat(doubt().fingerprint()).isEqualTo(row.fingerprint());
        assertThat(test.state().doubts().confirmedSince("", 10))
                .extracting(Doubt::payload)
                .containsExactly(row.payload().text());
    }

    @Test
    void aDoubtThatCouldEndBeforeThisRunEndsWithWhatIsConfirmed() {
        test = TestSending.in(directory);
        doubt(beforeThisRun());
        Change row = test.row("1", "One");
        record(new RecordResult(row, Kind.UPDATED, ID, null));

        assertThat(test.known("1").fingerprint()).isEqualTo(row.fingerprint());
        assertThat(doubt()).isNull();
    }

    @Test
    void whereNoPayloadsAreKeptTheRowOfARecordInDoubtIsReadAgain() {
        test = TestSending.in(directory, "sync.keep-rejected-payloads", "false");
        doubt(afterThisRun());
        Change row = test.row("1", "One");
        record(new RecordResult(row, Kind.UPDATED, ID, null));

        assertThat(test.sending().payloads().heldCursor()).isEqualTo(row.cursor());
        assertThat(test.state().doubts().confirmedSince("", 10))
                .extracting(Doubt::payload)
                .containsOnlyNulls();
    }

    @Test
    void aDoubtGoesOnWhenAnotherPayloadIsRejected() {
        test = TestSending.in(directory);
        doubt(beforeThisRun());
        record(new RecordResult(test.row("1", "One"), Kind.REJECTED, null, RULE));

        assertThat(doubt()).as("what Salesforce has is not known").isNotNull();
    }

    @Test
    void aDoubtEndsWhenTheVeryPayloadIsRejectedThatWasConfirmedInIt() {
        test = TestSending.in(directory);
        doubt(beforeThisRun());
        Change row = test.row("1", "One");
        keep(row);
        record(new RecordResult(row, Kind.REJECTED, null, RULE));

        assertThat(doubt()).as("it is a rejected record now").isNull();
    }

    @Test
    void aDoubtWhoseRowIsInvalidNowGoesOnUntilTheRowPasses() {
        test = TestSending.in(directory);
        doubt(beforeThisRun());
        Change row = test.row("1", "One");
        keep(row);
        test.state().write(() -> test.state()
                .rejected()
                .add(List.of(new RejectedRecord("1", null, null, null, "invalid", "TOO_LONG", "too long", "Name"))));
        record(new RecordResult(row, Kind.REJECTED, null, RULE));

        assertThat(doubt()).isNotNull();
    }

    private long afterThisRun() {
        return test.run().begunAt() + 60_000;
    }

    private long beforeThisRun() {
        return test.run().begunAt() - 1;
    }

    private void doubt(long until) {
        test.state().write(() -> test.state().doubts().begin(List.of("1"), until));
    }

    private Doubt doubt() {
        return test.state().doubts().among(List.of("1")).get("1");
    }

    private void keep(Change row) {
        test.state().write(() -> test.state()
                .doubts()
                .keep(List.of(new Doubt(
                        "1", beforeThisRun(), row.fingerprint(), row.payload().text(), null))));
    }

    private void record(RecordResult... verdicts) {
        DoubtRecorder recorder = new DoubtRecorder(test.sending());
        test.state().write(() -> recorder.record(List.of(verdicts)));
        recorder.recorded();
    }
}
