package io.accountsync.run.send.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.run.Count;
import io.accountsync.run.SendingPath;
import io.accountsync.run.send.TestSending;
import io.accountsync.run.send.bulk.BulkJob.Step;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.bulk.JobCsv;
import io.accountsync.state.BulkJobs;
import io.accountsync.state.SyncedRecord;
import java.io.ByteArrayInputStream;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Which call of a Bulk job follows which answer, and what the state knows meanwhile; answers are a script. */
class BulkJobStepsTest {
    private static final String JOB = "750000000000001AAA";
    private static final String ID_1 = "001000000000001AAA";
    private static final CallError SILENCE =
            new CallError(0, CallError.NO_ANSWER, "there was no answer in time", List.of());
    private static final CallError GONE = new CallError(404, "NOT_FOUND", "no such job", List.of());
    private static final CallError NO_BULK = new CallError(403, "FUNCTIONALITY_NOT_ENABLED", "no Bulk API", List.of());

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void aJobIsMadeFilledClosedLookedAtAndItsResultsAreRead() {
        begin();
        BulkJob job = newJob();

        assertThat(job.step()).isEqualTo(Step.CREATE);
        assertThat(answer(job, status(null, 0, 0))).isEqualTo(Step.UPLOAD);
        assertThat(job.id()).isEqualTo(JOB);
        assertThat(answer(job, null)).isEqualTo(Step.CLOSE);
        assertThat(answer(job, null)).isEqualTo(Step.POLL);
        assertThat(answer(job, status(JobStateEnum.IN_PROGRESS, 0, 0))).isEqualTo(Step.POLL);
        assertThat(answer(job, status(JobStateEnum.JOB_COMPLETE, 2, 1))).isEqualTo(Step.SUCCESSES);
        assertThat(answer(job, success())).isEqualTo(Step.FAILURES);
        assertThat(answer(job, failure())).isEqualTo(Step.ENDED);

        assertThat(test.count(Count.CREATED)).isEqualTo(1);
        assertThat(test.count(Count.REJECTED)).isEqualTo(1);
        assertThat(open()).isEmpty();
        assertThat(test.run().isStopping()).isFalse();
    }

    @Test
    void theStateKnowsAJobBeforeAnythingIsUploaded() {
        begin();
        BulkJob job = newJob();
        answer(job, status(null, 0, 0));

        assertThat(open()).containsExactly(new BulkJobs.Open(JOB, 2));
    }

    @Test
    void resultsOfAKindThatTheJobDoesNotHaveAreNotAskedFor() {
        begin();
        BulkJob failed = polling();
        assertThat(answer(failed, status(JobStateEnum.JOB_COMPLETE, 1, 1))).isEqualTo(Step.FAILURES);

        BulkJob nothing = BulkJob.found("750000000000002AAA", 2);
        assertThat(answer(nothing, status(JobStateEnum.ABORTED, 0, 0))).isEqualTo(Step.ENDED);
        assertThat(nothing.tally().unprocessed()).isEqualTo(2);
    }

    @Test
    void aNewJobWithoutAnIdIsMadeOnceMore() {
        begin();
        BulkJob job = newJob();

        assertThat(answer(job, "")).isEqualTo(Step.CREATE);
        assertThat(job.tries()).isEqualTo(1);
        assertThat(open()).isEmpty();
        assertThat(test.run().isStopping()).isFalse();
    }

    @Test
    void anUploadThatMayHaveComeThroughIsAbortedBeforeAnotherJobIsMade() {
        begin();
        BulkJob job = newJob();
        answer(job, status(null, 0, 0));

        assertThat(fail(job, SILENCE)).isEqualTo(Step.ABORT);
        assertThat(open()).as("it can start as long as it is not aborted").hasSize(1);
        assertThat(answer(job, null)).isEqualTo(Step.CREATE);
        assertThat(open()).isEmpty();
        assertThat(job.tries()).isEqualTo(1);
    }

    @Test
    void whetherAFailedCloseWasCarriedOutALookShows() {
        begin();
        BulkJob job = closing();

        assertThat(fail(job, SILENCE)).isEqualTo(Step.POLL);
        assertThat(answer(job, status(JobStateEnum.OPEN, 0, 0))).isEqualTo(Step.CLOSE);
        assertThat(answer(job, null)).isEqualTo(Step.POLL);
        assertThat(answer(job, status(JobStateEnum.UPLOAD_COMPLETE, 0, 0))).isEqualTo(Step.POLL);
        assertThat(job.tries()).as("the failure is forgotten").isZero();
    }

    @Test
    void aJobThatIsOpenThoughItsCloseWasAnsweredEndsTheRunAfterTheLastTry() {
        begin("sync.retries", "1");
        BulkJob job = closing();

        for (int i = 0; i < 2; i++) {
            assertThat(test.run().isStopping()).isFalse();
            assertThat(answer(job, null)).isEqualTo(Step.POLL);
            assertThat(answer(job, status(JobStateEnum.OPEN, 0, 0))).isEqualTo(Step.CLOSE);
        }
        assertThat(test.run().stopReason().orElseThrow()).contains("in 2 tries", "the job is open all the same");
        assertThat(open()).as("the next run takes it up").hasSize(1);
    }

    @Test
    void aJobWhoseAbortFailedIsNotClosedAnyMore() {
        begin();
        BulkJob job = newJob();
        answer(job, status(null, 0, 0));
        fail(job, SILENCE);

        assertThat(fail(job, SILENCE)).isEqualTo(Step.POLL);
        assertThat(answer(job, status(JobStateEnum.OPEN, 0, 0))).isEqualTo(Step.ABORT);
    }

    @Test
    void aFoundJobThatIsOpenIsAbortedAndThenLookedAtOnceMore() {
        begin();
        BulkJob job = found();

        assertThat(answer(job, status(JobStateEnum.OPEN, 0, 0))).isEqualTo(Step.ABORT);
        assertThat(answer(job, null)).isEqualTo(Step.POLL);
        assertThat(open()).as("what it did by then is not known yet").hasSize(1);
        assertThat(answer(job, status(JobStateEnum.ABORTED, 0, 0))).isEqualTo(Step.ENDED);
        assertThat(open()).isEmpty();
        assertThat(test.run().isStopping())
                .as("its records are sent by this run")
                .isFalse();
    }

    @Test
    void aFoundJobThatSalesforceDoesNotHaveAnyMoreHasEnded() {
        begin();
        BulkJob job = found();

        assertThat(fail(job, GONE)).isEqualTo(Step.ENDED);
        assertThat(open()).isEmpty();
        assertThat(test.run().isStopping()).isFalse();
    }

    @Test
    void aPageWithStatus404OfAProxyEndsNoJob() {
        begin();
        BulkJob job = found();

        assertThat(fail(job, new CallError(404, "HTTP_404", "no error of Salesforce", List.of())))
                .isEqualTo(Step.POLL);
        assertThat(open()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"POLL", "SUCCESSES", "FAILURES"})
    void aLookThatFailsIsRepeatedAsOftenAsTheKeySaysAndThenStopsTheRun(Step step) {
        begin("sync.retries", "2");
        BulkJob job = polling();
        job.to(step);

        for (int i = 0; i < 2; i++) {
            assertThat(fail(job, SILENCE)).isEqualTo(step);
            assertThat(test.run().isStopping()).isFalse();
        }
        fail(job, SILENCE);

        assertThat(test.run().stopReason().orElseThrow()).contains("a call of a Bulk job in 3 tries");
        assertThat(open()).as("the next run takes its results").hasSize(1);
    }

    @Test
    void resultsThatAreNoneAreReadOnceMore() {
        begin();
        BulkJob job = polling();
        answer(job, status(JobStateEnum.JOB_COMPLETE, 1, 0));

        assertThat(answer(job, csv("<html>\n<body>\n"))).isEqualTo(Step.SUCCESSES);
        assertThat(job.tries()).isEqualTo(1);
        assertThat(answer(job, success())).isEqualTo(Step.ENDED);
    }

    @Test
    void aJobThatSalesforceGaveUpForAReasonOfItsOwnStopsTheRun() {
        begin();
        BulkJob job = polling();
        Job status = status(JobStateEnum.FAILED, 0, 0);
        status.setErrorMessage("InvalidBatch : Field name not found : Gone__c");

        assertThat(answer(job, status)).isEqualTo(Step.ENDED);
        assertThat(test.run().stopReason().orElseThrow()).contains(JOB, "the field Gone__c is gone from the org");
    }

    @Test
    void recordsWithoutResultOfAJobAreInDoubtWhenSalesforceHadThem() {
        begin();
        test.state().write(() -> test.state()
                .records()
                .confirm(
                        List.of(new SyncedRecord("1", new byte[16], ID_1)),
                        test.run().id() - 1));
        BulkJob job = BulkJob.of(data(), List.of("1"));
        answer(job, status(null, 0, 0));
        answer(job, null);
        answer(job, null);
        answer(job, status(JobStateEnum.ABORTED, 0, 0));

        assertThat(job.step()).isEqualTo(Step.ENDED);
        assertThat(test.known("1").fingerprint()).as("it is compared again").isNull();
    }

    @Test
    void anOrgThatMakesNoBulkJobsGetsTheRecordsByCollections() {
        begin();
        BulkJob job = newJob();

        assertThat(fail(job, NO_BULK)).isEqualTo(Step.ENDED);
        assertThat(test.sending().path().api()).isEqualTo(ApiPath.COLLECTIONS);
        assertThat(test.sending().path().text()).contains("Salesforce made no Bulk job", "FUNCTIONALITY_NOT_ENABLED");
        assertThat(test.left()).containsExactly("1", "2");
    }

    @Test
    void whoInsistsOnBulkLearnsThatTheOrgMakesNoJobs() {
        begin("sync.path", "bulk");
        BulkJob job = newJob();

        fail(job, NO_BULK);
        assertThat(test.run().stopReason().orElseThrow()).contains("FUNCTIONALITY_NOT_ENABLED");
        assertThat(test.left()).containsExactly("1", "2");
    }

    @ParameterizedTest
    @CsvSource({"401, INVALID_SESSION_ID", "403, REQUEST_LIMIT_EXCEEDED"})
    void aRefusalThatHoldsForEveryCallTurnsToNothing(int status, String code) {
        begin();
        BulkJob job = newJob();

        fail(job, new CallError(status, code, "", List.of()));
        assertThat(test.run().stopReason().orElseThrow()).contains(code);
        assertThat(test.sending().path().api()).isEqualTo(ApiPath.BULK);
    }

    private void begin(String... settings) {
        test = TestSending.in(directory, settings);
        test.read(test.row("1", "One"), test.row("2", "Two"));
        test.sending().path(new SendingPath(ApiPath.BULK, "a test says so", 2, 7, false));
    }

    private JobCsv data() {
        JobCsv csv = new JobCsv(test.mapper().columns(), 1_000_000);
        csv.add(test.row("1", "One").payload());
        csv.add(test.row("2", "Two").payload());
        return csv;
    }

    private BulkJob newJob() {
        return BulkJob.of(data(), List.of());
    }

    private BulkJob closing() {
        BulkJob job = newJob();
        answer(job, status(null, 0, 0));
        answer(job, null);
        return job;
    }

    private BulkJob polling() {
        BulkJob job = closing();
        answer(job, null);
        return job;
    }

    private BulkJob found() {
        test.state().write(() -> test.state().jobs().begin(JOB, test.run().id(), 2));
        return BulkJob.found(JOB, 2);
    }

    private Step answer(BulkJob job, Object body) {
        job.call().answered(body, null);
        new BulkJobSteps(new SentJobs(test.sending(), null)).take(job);
        return job.step();
    }

    private Step fail(BulkJob job, CallError error) {
        job.call().answered(null, error);
        new BulkJobSteps(new SentJobs(test.sending(), null)).take(job);
        return job.step();
    }

    private List<BulkJobs.Open> open() {
        return test.state().jobs().open();
    }

    private static Job status(JobStateEnum state, long processed, long failed) {
        Job job = new Job();
        job.setId(JOB);
        job.setState(state);
        job.setNumberRecordsProcessed(processed);
        job.setNumberRecordsFailed(failed);
        return job;
    }

    private static ByteArrayInputStream success() {
        return csv("\"sf__Id\",\"sf__Created\",\"Customer_Id__c\",\"Name\",\"BillingCity\"\n" + "\"" + ID_1
                + "\",\"true\",\"1\",\"One\",\"Graz\"\n");
    }

    private static ByteArrayInputStream failure() {
        return csv("\"sf__Id\",\"sf__Error\",\"Customer_Id__c\",\"Name\",\"BillingCity\"\n"
                + "\"\",\"A_RULE:no:--\",\"2\",\"Two\",\"Graz\"\n");
    }

    private static ByteArrayInputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
