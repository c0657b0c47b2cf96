package io.accountsync.run.send.bulk;

import io.accountsync.run.Run;
import io.accountsync.run.send.bulk.BulkJob.Step;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.RetryPolicy;
import io.accountsync.salesforce.RetryPolicy.Next;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;

/** What follows from the answer to a job's call: what the state has to know, and which call is next. */
final class BulkJobSteps {
    private static final int NOT_FOUND = 404;

    private final JobOwner owner;
    private final Run run;

    BulkJobSteps(JobOwner owner) {
        this.owner = owner;
        this.run = owner.run();
    }

    void take(BulkJob job) {
        if (job.call().error() != null) {
            failed(job, job.call().error());
            return;
        }
        switch (job.step()) {
            case CREATE -> created(job);
            case UPLOAD -> job.to(Step.CLOSE);
            // Whether it is closed, a look at the job shows.
            case CLOSE -> {
                job.closeAnswered(true);
                job.pollLater(pollInterval());
            }
            case ABORT -> aborted(job);
            case POLL -> polled(job);
            case SUCCESSES, FAILURES -> results(job);
            case ENDED -> throw new IllegalStateException("an ended job makes no calls");
        }
    }

    /** Before anything is uploaded the state knows the job, and which of its records Salesforce has already. */
    private void created(BulkJob job) {
        if (!(job.call().takeAnswer() instanceof Job made) || made.getId() == null) {
            failed(job, CallError.malformed("the new job's id"));
            return;
        }
        JobNotes state = new JobNotes(owner);
        JobNotes.Begun[] begun = new JobNotes.Begun[1];
        run.state().write(() -> begun[0] = state.begin(job, made.getId()));
        job.notes().addAll(begun[0].notes());
        if (begun[0].isStreamed()) {
            // Nothing is uploaded then, and the next run ends the job.
            run.stop(
                    "A stream of this sync began, and sends records of the Bulk job that the run was about to upload. Nothing"
                            + " of the job was uploaded. The next run sends the rest");
        }
        job.created(made.getId());
    }

    /**
     * From now on Salesforce refuses whatever call of this job comes late. Of a job that an earlier run left, the closing may
     * have come between our look at it and this call: so what it did by then is looked for.
     */
    private void aborted(BulkJob job) {
        if (job.wasFound()) {
            job.pollLater(pollInterval());
            return;
        }
        run.state().write(() -> run.state().jobs().end(job.id(), JobStateEnum.ABORTED.name(), 0));
        job.to(Step.CREATE);
    }

    private void polled(BulkJob job) {
        if (!(job.call().takeAnswer() instanceof Job status) || status.getState() == null) {
            failed(job, CallError.malformed("the job's state"));
            return;
        }
        job.tally().status(status);
        if (status.getState() != JobStateEnum.OPEN) {
            job.isWell();
        }
        switch (status.getState()) {
            case OPEN -> open(job);
            case JOB_COMPLETE, FAILED, ABORTED, CLOSED -> {
                job.to(Step.SUCCESSES);
                if (job.tally().processed() == job.tally().failed()) {
                    afterSuccesses(job);
                }
            }
            case UPLOAD_COMPLETE, IN_PROGRESS -> job.pollLater(pollInterval());
        }
    }

    /** A job that was closed and is open all the same: somebody else answered in Salesforce's place. */
    private void open(BulkJob job) {
        if (job.wasFound() || job.isGivenUp()) {
            job.to(Step.ABORT);
            return;
        }
        if (job.closeAnswered()) {
            stopAfterLastTry(job, CallError.malformed("a word of the closing: the job is open all the same"));
            job.callFailed();
        }
        job.to(Step.CLOSE);
    }

    private void results(BulkJob job) {
        try {
            owner.read(job, (InputStream) job.call().takeAnswer());
        } catch (IOException | UncheckedIOException e) {
            failed(job, CallError.malformed("the results of a Bulk job"));
            return;
        }
        job.isWell();
        if (job.step() == Step.SUCCESSES) {
            afterSuccesses(job);
        } else {
            end(job);
        }
    }

    private void afterSuccesses(BulkJob job) {
        if (job.tally().failed() > 0) {
            job.to(Step.FAILURES);
        } else {
            end(job);
        }
    }

    private void end(BulkJob job) {
        run.state().write(() -> new JobNotes(owner).end(job));
        job.to(Step.ENDED);
        if (!job.wasFound() && job.tally().state() != JobStateEnum.JOB_COMPLETE) {
            JobFailure.of(job).stopReason(owner.calls().policy()).ifPresent(run::stop);
        }
    }

    private void failed(BulkJob job, CallError error) {
        owner.calls().gate().answered(error.isCrowding());
        Next next = owner.calls().policy().ofCall(error, job.tries());
        switch (job.step()) {
            case ABORT -> abortFailed(job, error);
            case CLOSE -> closeFailed(job, error);
            case POLL, SUCCESSES, FAILURES -> {
                if (error.status() == NOT_FOUND && error.isAnswered()) {
                    gone(job);
                } else {
                    repeat(job, job.step(), next, error);
                }
            }
            case UPLOAD -> repeat(job, Step.ABORT, next, error);
            default -> creationFailed(job, JobFailure.isRefusalOfJobs(error) ? Next.FINAL : next, error);
        }
    }

    private void creationFailed(BulkJob job, Next next, CallError error) {
        boolean mayPass = next == Next.REPEAT || next == Next.EXHAUSTED;
        if (mayPass || !owner.turnsToCollections(error)) {
            repeat(job, Step.CREATE, next, error);
        } else {
            job.to(Step.ENDED);
        }
    }

    /** Whether it was closed all the same, a look at the job shows. */
    private void closeFailed(BulkJob job, CallError error) {
        stopAfterLastTry(job, error);
        job.callFailed();
        job.closeAnswered(false);
        job.pollLater(pollInterval());
    }

    /** While a job is not over, a call of it that comes late can start it: nothing of its records is sent before. */
    private void abortFailed(BulkJob job, CallError error) {
        if (error.status() == NOT_FOUND && error.isAnswered()) {
            gone(job);
            return;
        }
        job.giveUp();
        stopAfterLastTry(job, error);
        job.callFailed();
        job.pollLater(pollInterval());
    }

    /** Jobs are kept for seven days. */
    private void gone(BulkJob job) {
        Job status = new Job();
        status.setState(JobStateEnum.ABORTED);
        job.tally().status(status);
        end(job);
    }

    private void repeat(BulkJob job, Step step, Next next, CallError error) {
        switch (next) {
            case REPEAT -> {
                // Its wait is the queue's.
            }
            case EXHAUSTED -> run.stop(exhausted(job, error));
            default -> run.stop("Salesforce refused a call of a Bulk job: " + explained(job, error));
        }
        job.callFailed();
        job.to(step);
    }

    private void stopAfterLastTry(BulkJob job, CallError error) {
        if (!owner.calls().policy().mayRepeat(job.tries())) {
            run.stop(exhausted(job, error));
        }
    }

    private static String exhausted(BulkJob job, CallError error) {
        return RetryPolicy.exhausted("a call of a Bulk job", job.tries(), explained(job, error));
    }

    /** What Salesforce says of data and results may quote a row. */
    private static String explained(BulkJob job, CallError error) {
        return switch (job.step()) {
            case CREATE, CLOSE, ABORT, POLL -> error.explainedInFull();
            default -> error.explained();
        };
    }

    private Duration pollInterval() {
        return run.settings().bulk().pollInterval();
    }
}
