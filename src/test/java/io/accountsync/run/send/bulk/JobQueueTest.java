package io.accountsync.run.send.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.run.Count;
import io.accountsync.run.SendingPath;
import io.accountsync.run.send.TestSending;
import io.accountsync.run.send.bulk.BulkJob.Step;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which job has its turn; answers are a script. */
class JobQueueTest {
    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void severalJobsAreInProgressAtOnceAndNotMoreThanTheKeySays() {
        begin("sync.bulk.jobs", "2");
        JobQueue jobs = JobQueue.ofWave(test.sending());

        start(jobs, "J1");
        start(jobs, "J2");
        BulkJob third = jobs.next().orElseThrow();

        assertThat(third.step()).as("no place for another one").isEqualTo(Step.POLL);
        assertThat(third.id()).as("the one that waits longest").isEqualTo("J1");
    }

    @Test
    void aJobIsFilledAndClosedBeforeAnotherOneHasItsTurn() {
        begin();
        JobQueue jobs = JobQueue.ofWave(test.sending());
        BulkJob first = jobs.next().orElseThrow();
        answer(jobs, status("J1", null));

        assertThat(jobs.next().orElseThrow()).isSameAs(first);
        answer(jobs, null);
        assertThat(jobs.next().orElseThrow()).isSameAs(first);
        answer(jobs, null);
        assertThat(jobs.next().orElseThrow()).isNotSameAs(first);
    }

    @Test
    void eachCallCountsAsOneOfTheRun() {
        begin();
        JobQueue jobs = JobQueue.ofWave(test.sending());
        start(jobs, "J1");

        assertThat(test.count(Count.API_CALLS)).isEqualTo(3);
    }

    @Test
    void whenAllJobsHaveEndedThereIsNothingMore() {
        begin("sync.bulk.job-size", "100MB");
        JobQueue jobs = JobQueue.ofWave(test.sending());
        start(jobs, "J1");
        jobs.next();
        answer(jobs, status("J1", JobStateEnum.JOB_COMPLETE));

        assertThat(jobs.next()).isEmpty();
        assertThat(jobs.unprocessed()).as("they have no result").isEqualTo(40);
    }

    @Test
    void aRunThatStopsLeavesItsJobsToTheNextOneAndSaysSo() {
        begin("sync.bulk.jobs", "2");
        JobQueue jobs = JobQueue.ofWave(test.sending());
        start(jobs, "J1");
        start(jobs, "J2");
        test.run().stop("somebody said so");

        assertThat(jobs.next()).isEmpty();
        jobs.leave();
        assertThat(test.run().findings().notes())
                .containsExactly("2 Bulk jobs are in progress in Salesforce; the next run takes the results and sends "
                        + "nothing twice.");
        JobQueue next = JobQueue.left(test.sending());
        assertThat(test.state().jobs().open()).extracting(open -> open.id()).containsExactlyInAnyOrder("J1", "J2");
        assertThat(next.next()).as("this run has stopped").isEmpty();
    }

    @Test
    void whatEarlierRunsLeftIsLookedAtAndNothingElseIsMade() {
        begin();
        test.state().write(() -> test.state().jobs().begin("J1", test.run().id(), 5));
        JobQueue jobs = JobQueue.left(test.sending());

        BulkJob found = jobs.next().orElseThrow();
        assertThat(found.id()).isEqualTo("J1");
        assertThat(found.step()).isEqualTo(Step.POLL);
        answer(jobs, status("J1", JobStateEnum.ABORTED));
        assertThat(jobs.next()).isEmpty();
    }

    @Test
    void whenTheRunTurnsToCollectionsNoFurtherJobIsMade() {
        begin();
        JobQueue jobs = JobQueue.ofWave(test.sending());
        jobs.next();
        jobs.current().call().answered(null, new CallError(403, "FUNCTIONALITY_NOT_ENABLED", "no Bulk API", List.of()));
        jobs.record();

        assertThat(test.sending().path().api()).isEqualTo(ApiPath.COLLECTIONS);
        assertThat(jobs.next()).isEmpty();
        assertThat(test.left()).hasSize(40);
    }

    @Test
    void whereNoCallMayBeMadeTheRunStopsBeforeIt() {
        begin();
        test.useUpCalls();

        assertThat(JobQueue.ofWave(test.sending()).next()).isEmpty();
        assertThat(test.run().stopReason().orElseThrow()).contains("sync.api-budget");
        assertThat(test.count(Count.API_CALLS)).isZero();
    }

    private void begin(String... settings) {
        List<String> all = new ArrayList<>(List.of("sync.bulk.job-size", "1000"));
        all.addAll(List.of(settings));
        test = TestSending.in(directory, all.toArray(String[]::new));
        List<Change> rows = new ArrayList<>();
        for (int i = 100; i < 140; i++) {
            rows.add(test.row(String.valueOf(i), "Company"));
        }
        test.read(rows);
        test.sending().path(new SendingPath(ApiPath.BULK, "a test says so", rows.size(), 7, false));
    }

    /** Makes, fills and closes the next job. */
    private static void start(JobQueue jobs, String id) {
        assertThat(jobs.next().orElseThrow().step()).isEqualTo(Step.CREATE);
        answer(jobs, status(id, null));
        jobs.next();
        answer(jobs, null);
        jobs.next();
        answer(jobs, null);
    }

    private static void answer(JobQueue jobs, Object body) {
        jobs.current().call().answered(body, null);
        jobs.record();
    }

    private static Job status(String id, JobStateEnum state) {
        Job job = new Job();
        job.setId(id);
        job.setState(state);
        return job;
    }
}
