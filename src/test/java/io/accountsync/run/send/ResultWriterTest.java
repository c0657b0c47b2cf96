package io.accountsync.run.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.run.Count;
import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the state and the counts say of records, once their verdicts are there. */
class ResultWriterTest {
    private static final String ID = "001000000000001AAA";
    private static final CallError RULE = new CallError(200, "A_RULE", "no", List.of("Name", "BillingCity"));

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @ParameterizedTest
    @CsvSource({"CREATED, CREATED", "UPDATED, UPDATED", "KEPT, UNCHANGED", "CONFIRMED_ON_REPEAT, CONFIRMED_ON_REPEAT"})
    void aConfirmedRecordIsKnownAndCountedOnce(Kind kind, Count count) {
        begin();
        Change row = read(test.row("1", "One"));

        record(confirmed(row, kind));

        assertThat(test.known("1").salesforceId()).isEqualTo(ID);
        assertThat(test.known("1").fingerprint()).isEqualTo(row.fingerprint());
        assertThat(test.count(count)).isEqualTo(1);
        assertThat(test.run().counts().outcomes()).isEqualTo(1);
        assertThat(test.left()).isEmpty();
    }

    @Test
    void aRejectedRecordIsKeptWithItsPayloadAndWhatSalesforceSaidOfIt() {
        begin();
        Change row = read(test.row("1", "One"));

        record(rejected(row, RULE));

        RejectedRecord rejected = test.rejected("1");
        assertThat(rejected.payload()).isEqualTo(row.payload().text());
        assertThat(rejected.errorClass()).isEqualTo("reject");
        assertThat(rejected.message()).isEqualTo("no");
        assertThat(rejected.fields()).isEqualTo("Name,BillingCity");
        assertThat(test.count(Count.REJECTED)).isEqualTo(1);
        assertThat(test.known("1")).isNull();
    }

    @Test
    void aRecordThatIsRejectedOnceMoreIsNoNewOne() {
        begin();
        Change row = read(test.change(
                "1",
                test.row("1", "One").payload().text(),
                null,
                null,
                new Change.Rejection("A_RULE", true),
                Change.Origin.READ));

        record(rejected(row, RULE));

        assertThat(test.count(Count.STILL_REJECTED)).isEqualTo(1);
        assertThat(test.count(Count.REJECTED)).isZero();
    }

    @Test
    void whatPassesIsRejectedNoMoreAndOthersWithItsCodeGetTheirChance() {
        begin();
        Change first = read(test.row("1", "One"), test.row("2", "Two"));
        record(rejected(first, RULE), rejected(test.changes().find(List.of("2")).get("2"), RULE));
        Change again = test.retried("1", "One", "A_RULE");
        test.changes().addRetried(List.of(again));

        record(confirmed(again, Kind.CREATED));

        assertThat(test.rejected("1")).isNull();
        assertThat(test.rejected("2")).isNotNull();
        assertThat(test.count(Count.RETRIED_SENT)).isEqualTo(1);
        assertThat(test.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
        assertThat(test.count(Count.CREATED)).as("no row was read").isZero();
        assertThat(test.sending().healing().wakeAll()).isTrue();
        assertThat(test.changes().find(List.of("2"))).hasSize(1);
    }

    @Test
    void whatWaitsForAnotherRecordIsDeferredToTheEndOfTheRunAndThenToTheNextOne() {
        begin();
        Change row = read(test.row("1", "One"));
        CallError noParent = new CallError(200, "INVALID_FIELD", "Foreign key external ID: 7 not found", List.of());

        record(new RecordResult(row, Kind.LATER, null, noParent));
        assertThat(test.rejected("1")).isNull();
        assertThat(test.run().counts().outcomes())
                .as("it has come to no end yet")
                .isZero();

        test.sending().wave(test.changes().waveAfter(test.sending().wave()));
        record(new RecordResult(row, Kind.LATER, null, noParent));
        assertThat(test.rejected("1").errorClass()).isEqualTo("later");
        assertThat(test.count(Count.RETRY_LATER)).isEqualTo(1);
        assertThat(test.left()).isEmpty();
    }

    @Test
    void whereNoPayloadsAreKeptTheRowOfADeferredRecordIsReadAgain() {
        test = TestSending.in(directory, "sync.keep-rejected-payloads", "false");
        Change row = read(test.row("1", "One"));

        record(new RecordResult(row, Kind.RETRY, null, new CallError(200, "SERVER_UNAVAILABLE", "busy", List.of())));

        assertThat(test.rejected("1").payload()).isNull();
        assertThat(test.sending().payloads().heldCursor()).isEqualTo(row.cursor());
    }

    @Test
    void whatIsRejectedWhenTheRunStopsForItStaysUnsentAndIsNotKept() {
        test = TestSending.in(directory, "sync.max-rejected-after", "4");
        read(test.row("1", "One"), test.row("2", "Two"), test.row("3", "Three"), test.row("4", "Four"));
        List<RecordResult> verdicts = new ArrayList<>();
        List<Change> changes = test.changes().page(test.sending().wave(), null, 10);
        verdicts.add(confirmed(changes.get(0), Kind.CREATED));
        changes.subList(1, 4).forEach(change -> verdicts.add(rejected(change, RULE)));

        record(verdicts.toArray(RecordResult[]::new));

        assertThat(test.run().stopReason().orElseThrow()).contains("rejected 3 of 4 records with A_RULE");
        assertThat(test.known("1")).isNotNull();
        assertThat(test.state().rejected().count()).isZero();
        assertThat(test.left()).containsExactly("2", "3", "4");
        assertThat(test.count(Count.REJECTED)).isZero();
    }

    @Test
    void resultsAndWhatBelongsToThemAreWrittenTogetherOrNotAtAll() {
        begin();
        Change row = read(test.row("1", "One"));

        assertThatThrownBy(() -> ResultWriter.record(test.sending(), List.of(confirmed(row, Kind.CREATED)), () -> {
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessageContaining("the disk is full");
        assertThat(test.known("1")).isNull();
        assertThat(test.left()).containsExactly("1");
        assertThat(test.run().counts().outcomes()).isZero();
    }

    @Test
    void whatSalesforceConfirmedInDoubtReplacesNoInvalidRow() {
        begin();
        test.readToEnd();
        test.state().write(() -> test.state()
                .rejected()
                .add(List.of(new RejectedRecord("1", null, null, null, "invalid", "TOO_LONG", "too long", "Name"))));
        Change before = test.change("1", test.row("1", "One").payload().text(), null, ID, null, Change.Origin.RETRIED);
        test.changes().addRetried(List.of(before));

        record(rejected(before, RULE));

        assertThat(test.rejected("1").errorClass()).isEqualTo("invalid");
    }

    private void begin() {
        test = TestSending.in(directory);
    }

    /** @return the first of them as the change set has it */
    private Change read(Change... rows) {
        test.read(rows);
        return test.changes().find(List.of(rows[0].key())).get(rows[0].key());
    }

    private void record(RecordResult... verdicts) {
        ResultWriter.record(test.sending(), List.of(verdicts), null);
    }

    private static RecordResult confirmed(Change change, Kind kind) {
        return new RecordResult(change, kind, ID, null);
    }

    private static RecordResult rejected(Change change, CallError error) {
        return new RecordResult(change, Kind.REJECTED, null, error);
    }
}
