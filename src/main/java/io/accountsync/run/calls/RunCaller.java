package io.accountsync.run.calls;

import io.accountsync.run.Run;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.CallWatch;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that makes one call after the other: it counts them, and tells who watches it how long they take. */
final class RunCaller implements Caller {
    private static final Logger LOG = LoggerFactory.getLogger(RunCaller.class);

    private final Run run;
    private final ApiBudget budget;
    private CallWatch.Call waiting;
    private long begunNanos;

    RunCaller(Run run, ApiBudget budget) {
        this.run = run;
        this.budget = budget;
    }

    @Override
    public Optional<String> refusal() {
        return budget.refusal();
    }

    @Override
    public boolean isStopping() {
        return run.isStopping();
    }

    @Override
    public void stop(String reason) {
        run.stop(reason);
    }

    @Override
    public void pause(Duration time) {
        run.pause(time);
    }

    @Override
    public void calling(int tries) {
        run.called(1);
        run.observer().sending();
        waiting = run.watch().begin(tries, run.settings().retries());
        begunNanos = System.nanoTime();
    }

    @Override
    public void called(CallError error) {
        if (waiting == null) {
            return;
        }
        if (error == null) {
            run.watch().end(waiting);
        } else {
            String reported = run.watch().end(waiting, error);
            if (error.isAmbiguous()) {
                run.progress().leftOpen(error.leftOpen());
                LOG.warn("Sync {}: {}", run.name(), reported);
            }
        }
        waiting = null;
        run.observer().sent(Duration.ofNanos(System.nanoTime() - begunNanos));
    }
}
