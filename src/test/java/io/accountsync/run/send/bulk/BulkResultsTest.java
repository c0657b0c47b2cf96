package io.accountsync.run.send.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.run.Count;
import io.accountsync.run.send.TestSending;
import io.accountsync.salesforce.bulk.JobCsv;
import io.accountsync.state.Change;
import io.accountsync.state.SyncedRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of records by the lists of a job's results. */
class BulkResultsTest {
    private static final String SUCCESSES = "\"sf__Id\",\"sf__Created\",\"Customer_Id__c\",\"Name\",\"BillingCity\"\n";
    private static final String FAILURES = "\"sf__Id\",\"sf__Error\",\"Customer_Id__c\",\"Name\",\"BillingCity\"\n";
    private static final String ID_1 = "001000000000001AAA";
    private static final String ID_2 = "001000000000002AAA";

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void resultsInAnyOrderAreJoinedWithTheirRecordsByKey() throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("c1", "One"), test.row("c2", "Two", ID_2));
        BulkJob job = made(2);

        // As Salesforce gives External IDs back, in the case that they were uploaded in.
        read(job, SUCCESSES + success(ID_2, false, "C2", "Two") + success(ID_1, true, "C1", "One"), 2, 0);

        assertThat(test.known("c1").salesforceId()).isEqualTo(ID_1);
        assertThat(test.known("c2").salesforceId()).isEqualTo(ID_2);
        assertThat(test.known("c1").fingerprint()).isNotNull();
        assertThat(test.count(Count.CREATED)).isEqualTo(1);
        assertThat(test.count(Count.UPDATED)).isEqualTo(1);
        assertThat(test.left()).isEmpty();
        assertThat(job.tally().unprocessed()).isZero();
    }

    @Test
    void aRecordThatSalesforceHadToMakeAnewIsCountedAsRecreated() throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("1", "One", ID_1));

        read(made(1), SUCCESSES + success(ID_2, true, "1", "One"), 1, 0);

        assertThat(test.count(Count.CREATED)).isEqualTo(1);
        assertThat(test.count(Count.RECREATED)).isEqualTo(1);
        assertThat(test.known("1").salesforceId()).isEqualTo(ID_2);
    }

    @Test
    void aRecordThatWasMadeAnewOfAPartOfItsFieldsStaysToGetAllOfThem() throws IOException {
        test = TestSending.in(directory, "sync.send", "changed");
        test.read(test.row("1", "One", ID_1));

        read(made(1), SUCCESSES + success(ID_2, true, "1", "One"), 1, 0);

        assertThat(test.left()).containsExactly("1");
        assertThat(test.changes().find(List.of("1")).get("1").salesforceId())
                .as("new, so that nothing is left out any more")
                .isNull();
        assertThat(test.count(Count.RECREATED)).isEqualTo(1);
        assertThat(test.count(Count.CREATED)).isZero();
    }

    @Test
    void aRejectedRecordWaitsUntilItsRowChanges() throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"));

        read(made(1), FAILURES + failure("FIELD_CUSTOM_VALIDATION_EXCEPTION:no:Name --", "1", "One"), 1, 1);

        assertThat(test.rejected("1").errorClass()).isEqualTo("reject");
        assertThat(test.rejected("1").code()).isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(test.rejected("1").fields()).isEqualTo("Name");
        assertThat(test.count(Count.REJECTED)).isEqualTo(1);
        assertThat(test.left()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UNABLE_TO_LOCK_ROW, unable to obtain exclusive access, 1",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, System.LimitException: Apex CPU time limit exceeded, 1",
        "SERVER_UNAVAILABLE, busy, 0"
    })
    void whatAsksForAnotherTryStaysForCollections(String code, String message, long crowded) throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"));
        BulkJob job = made(1);

        read(job, FAILURES + failure(code + ":" + message + ":--", "1", "One"), 1, 1);

        assertThat(test.left()).containsExactly("1");
        assertThat(test.rejected("1")).isNull();
        assertThat(job.tally().crowded()).isEqualTo(crowded);
        assertThat(test.run().isStopping()).isFalse();
    }

    @Test
    void whatCameBeforeItsParentIsDeferredToTheEndOfTheRun() throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"));

        read(made(1), FAILURES + failure("INVALID_FIELD:Foreign key external ID: 7 not found:--", "1", "One"), 1, 1);

        assertThat(test.left()).as("not of this wave").isEmpty();
        assertThat(test.rejected("1")).isNull();
        assertThat(test.changes().waveAfter(test.sending().wave()))
                .as("but of one more")
                .isNotNull();
    }

    @Test
    void whatHoldsForAllRecordsStopsTheRunAndKeepsThem() throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"));

        read(made(1), FAILURES + failure("STORAGE_LIMIT_EXCEEDED:full:--", "1", "One"), 1, 1);

        assertThat(test.run().stopReason().orElseThrow())
                .contains("a reason that holds for all", "data storage is full");
        assertThat(test.left()).containsExactly("1");
        assertThat(test.rejected("1")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2", "0"})
    void anotherNumberOfResultsThanTheJobHasIsNoList(long processed) {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"), test.row("2", "Two"));

        assertThatThrownBy(() -> read(made(2), SUCCESSES + success(ID_1, true, "1", "One"), processed, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other results than the job has");
    }

    @Test
    void aListThatIsCutOffIsNone() {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"));
        String list = SUCCESSES + success(ID_1, true, "1", "One");

        assertThatThrownBy(() -> read(made(1), list.substring(0, list.length() - 1), 1, 0))
                .isInstanceOfAny(IOException.class, UncheckedIOException.class);
        assertThat(test.left()).containsExactly("1");
        assertThat(test.known("1")).isNull();
    }

    @Test
    void anAnswerThatIsNoListOfResultsConfirmsNothing() {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"));

        assertThatThrownBy(() -> read(made(1), "<html>\n<body>\n", 1, 0)).isInstanceOf(IOException.class);
        assertThat(test.left()).containsExactly("1");
    }

    @Test
    void idsThatContradictWhatIsKnownConfirmNothingWhenTheOrgCannotBeAsked() {
        test = TestSending.in(directory);
        test.read(test.row("1", "One", ID_1), test.row("2", "Two", ID_2));
        test.useUpCalls();

        assertThatThrownBy(() -> read(
                        made(2), SUCCESSES + success(ID_2, false, "1", "One") + success(ID_1, false, "2", "Two"), 2, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ids of other records");
        assertThat(test.left()).containsExactly("1", "2");
        assertThat(test.known("1")).isNull();
    }

    @Test
    void aFoundJobConfirmsARecordThatIsAsItWasUploaded() throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"));

        read(found(1), SUCCESSES + success(ID_1, true, "1", "One"), 1, 0);

        assertThat(test.left()).isEmpty();
        assertThat(test.known("1").fingerprint()).isNotNull();
        assertThat(test.count(Count.CREATED)).isEqualTo(1);
    }

    @Test
    void ofARecordThatHasChangedSinceAFoundJobTellsTheIdAndNoMore() throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("1", "One, as it is now"));

        read(found(1), SUCCESSES + success(ID_1, true, "1", "One"), 1, 0);

        assertThat(test.left()).as("it is sent as it is now").containsExactly("1");
        assertThat(test.known("1").salesforceId()).isEqualTo(ID_1);
        assertThat(test.known("1").fingerprint())
                .as("nobody knows what it looks like")
                .isNull();
        assertThat(test.count(Count.CREATED)).isZero();
    }

    @Test
    void aRecordThatThisRunDidNotReadIsKnownFromAFoundJobAndKeepsWhatWasKnown() throws IOException {
        test = TestSending.in(directory);
        test.state().write(() -> test.state()
                .records()
                .confirm(
                        List.of(new SyncedRecord("2", new byte[16], ID_2)),
                        test.run().id()));
        test.read();

        read(found(2), SUCCESSES + success(ID_1, true, "1", "One") + success(ID_2, false, "2", "Two"), 2, 0);

        assertThat(test.known("1").salesforceId()).isEqualTo(ID_1);
        assertThat(test.known("1").fingerprint()).isNull();
        assertThat(test.known("2").fingerprint()).as("as it was").isNotNull();
    }

    @Test
    void whatAFoundJobDeferredIsSentByThisRun() throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"));

        read(found(1), FAILURES + failure("INVALID_FIELD:Foreign key external ID: 7 not found:--", "1", "One"), 1, 1);

        assertThat(test.left()).containsExactly("1");
    }

    @Test
    void whatAFoundJobRejectedOfTheSamePayloadIsRejected() throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"), test.row("2", "Two, as it is now"));

        read(found(2), FAILURES + failure("A_RULE:no:--", "1", "One") + failure("A_RULE:no:--", "2", "Two"), 2, 2);

        assertThat(test.rejected("1").code()).isEqualTo("A_RULE");
        assertThat(test.rejected("2")).isNull();
        assertThat(test.left()).containsExactly("2");
    }

    @Test
    void whatHasNoResultIsUnprocessed() throws IOException {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"), test.row("2", "Two"), test.row("3", "Three"));
        BulkJob job = made(3);

        read(job, SUCCESSES + success(ID_1, true, "1", "One"), 2, 1);
        job.to(BulkJob.Step.FAILURES);
        new BulkResults(test.sending(), job).read(csv(FAILURES + failure("A_RULE:no:--", "2", "Two")));

        assertThat(job.tally().unprocessed()).isEqualTo(1);
        assertThat(test.left()).containsExactly("3");
    }

    private BulkJob made(int records) {
        JobCsv csv = new JobCsv(test.mapper().columns(), 1_000_000);
        List<Change> changes = test.changes().page(test.sending().wave(), null, records);
        changes.forEach(change -> csv.add(change.payload()));
        return BulkJob.of(csv, List.of());
    }

    private static BulkJob found(long records) {
        return BulkJob.found("750000000000001AAA", records);
    }

    private void read(BulkJob job, String list, long processed, long failed) throws IOException {
        Job status = new Job();
        status.setState(JobStateEnum.JOB_COMPLETE);
        status.setNumberRecordsProcessed(processed);
        status.setNumberRecordsFailed(failed);
        job.tally().status(status);
        job.to(list.startsWith(FAILURES) ? BulkJob.Step.FAILURES : BulkJob.Step.SUCCESSES);
        new BulkResults(test.sending(), job).read(csv(list));
    }

    private static ByteArrayInputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String success(String id, boolean created, String key, String name) {
        return "\"" + id + "\",\"" + created + "\",\"" + key + "\",\"" + name + "\",\"Graz\"\n";
    }

    private static String failure(String error, String key, String name) {
        return "\"\",\"" + error + "\",\"" + key + "\",\"" + name + "\",\"Graz\"\n";
    }
}
