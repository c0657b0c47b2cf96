package io.accountsync.run.send.bulk;

import io.accountsync.config.Quantity;
import io.accountsync.run.Run;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
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
    private final Sending sending;
    private final Run run;
    private final JobWriter writer;
    private final Deque<BulkJob> inProgress = new ArrayDeque<>();
    private BulkJob current;
    private boolean allWritten;
    private long unprocessed;

    private JobQueue(Sending sending, JobWriter writer, List<BulkJob> found) {
        this.sending = sending;
        this.run = sending.run();
        this.writer = writer;
        this.allWritten = writer == null;
        inProgress.addAll(found);
    }

    /** The jobs of the run's current wave. */
    public static JobQueue ofWave(Sending sending) {
        return new JobQueue(sending, new JobWriter(sending), List.of());
    }

    /** The jobs that earlier runs left behind. */
    public static JobQueue left(Sending sending) {
        return new JobQueue(
                sending,
                null,
                sending.run().state().jobs().open().stream()
                        .map(open -> BulkJob.found(open.id(), open.records()))
                        .toList());
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
            run.pause(sending.calls().policy().delay(current.tries()));
        }
        sending.calls().allowance().refusal().ifPresent(run::stop);
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
        new BulkJobSteps(sending).take(current);
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
                && sending.path().api() == ApiPath.BULK
                && inProgress.size() < run.settings().bulk().jobs()) {
            Optional<BulkJob> written = writer.next();
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
