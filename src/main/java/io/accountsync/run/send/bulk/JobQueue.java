package io.accountsync.run.send.bulk;

import io.accountsync.config.Quantity;
import io.accountsync.run.Run;
import io.accountsync.run.send.Sending;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Bulk jobs of one wave, or those that an earlier run left behind: several in progress at Salesforce, one at a time in
 * our memory. Used by one thread.
 */
public final class JobQueue {
    private final JobOwner owner;
    private final Run run;
    private final Deque<BulkJob> inProgress = new ArrayDeque<>();
    private BulkJob current;
    private boolean allWritten;
    private long unprocessed;

    private JobQueue(JobOwner owner, List<BulkJob> found, boolean makesJobs) {
        this.owner = owner;
        this.run = owner.run();
        this.allWritten = !makesJobs;
        inProgress.addAll(found);
    }

    /** The jobs of the run's current wave. */
    public static JobQueue ofWave(Sending sending) {
        return of(new SentJobs(sending, new JobWriter(sending)));
    }

    /** Jobs that are made one after the other. */
    public static JobQueue of(JobOwner owner) {
        return new JobQueue(owner, List.of(), true);
    }

    /** The jobs that earlier runs left behind. */
    public static JobQueue left(Sending sending) {
        return left(new SentJobs(sending, null));
    }

    /** The jobs of this kind that earlier runs left behind. */
    public static JobQueue left(JobOwner owner) {
        return new JobQueue(
                owner,
                owner.run().state().jobs().open(owner.deletes()).stream()
                        .map(open -> BulkJob.found(open.id(), open.records()))
                        .toList(),
                false);
    }

    /** Whose records they have. */
    public JobOwner owner() {
        return owner;
    }

    /** The job whose call comes next, having waited for it; empty when all have ended, or the run stops. */
    public Optional<BulkJob> next() {
        if (current == null) {
            current = run.isStopping() ? null : choose();
        }
        if (current == null) {
            return Optional.empty();
        }
        if (current.tries() > 0) {
            run.pause(owner.calls().policy().delay(current.tries()));
        }
        owner.calls().allowance().refusal().ifPresent(run::stop);
        if (run.isStopping()) {
            return Optional.empty();
        }
        run.called(1);
        return Optional.of(current);
    }

    /** The job whose call is being made. */
    public BulkJob current() {
        return current;
    }

    /** Takes what the call brought, and says in the state what it must know of it. */
    public void record() {
        new BulkJobSteps(owner).take(current);
        switch (current.step()) {
            case ENDED -> {
                unprocessed += current.tally().unprocessed();
                current = null;
            }
            case POLL -> {
                inProgress.add(current);
                current = null;
            }
            default -> {
                // Its next call follows at once.
            }
        }
    }

    /** How many records came back without a result: Salesforce did not get to them. */
    public long unprocessed() {
        return unprocessed;
    }

    /** When the run stops: Salesforce goes on without us. */
    public void leave() {
        long left = inProgress.size() + (current != null && current.tally().status() != null ? 1 : 0);
        if (left > 0) {
            run.findings()
                    .note(String.format(
                            Locale.ROOT,
                            "%s in progress in Salesforce; the next run takes the results and sends nothing twice.",
                            Quantity.of(left, "Bulk job is", "Bulk jobs are")));
        }
    }

    private BulkJob choose() {
        if (!allWritten
                && owner.makesJobs()
                && inProgress.size() < run.settings().bulk().jobs()) {
            Optional<BulkJob> written = owner.next();
            if (written.isPresent()) {
                return written.get();
            }
            allWritten = true;
        }
        BulkJob job = inProgress.stream()
                .min(Comparator.comparingLong(BulkJob::dueNanos))
                .orElse(null);
        if (job != null) {
            run.pause(Duration.ofNanos(Math.max(0, job.dueNanos() - System.nanoTime())));
            if (run.isStopping()) {
                return null;
            }
            inProgress.remove(job);
        }
        return job;
    }
}
