package io.accountsync.check;

import io.accountsync.config.Finding;
import io.accountsync.run.steps.Engine;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;

/** Looks at what runs need, without running. */
public final class SyncChecks {
    private final CamelContext context;
    private final Engine engine;

    public SyncChecks(CamelContext context) {
        this.context = context;
        this.engine = Engine.of(context);
    }

    /**
     * Looks at all that a run of these syncs needs and goes on where a run would stop. Writes nothing.
     *
     * @param names of syncs that there are
     */
    public CheckReport check(List<String> names) {
        return new SyncCheck(context, Clock.systemUTC(), SourceSample.ROWS).check(engine.syncs(), names);
    }

    /**
     * The same for what reads all rows of one sync afterwards and judges them itself, and cannot do so without the org.
     *
     * @throws Exception when a call failed, or the source could not be read and nothing else is wrong
     */
    public CheckReport checkBeforeReading(String name) throws Exception {
        SyncCheck check = new SyncCheck(context, Clock.systemUTC(), SourceSample.FEW_ROWS);
        CheckReport report = check.check(engine.syncs(), List.of(name));
        if (check.failure().isPresent()) {
            throw check.failure().get();
        }
        List<Exception> broken = check.sourceFailures();
        if (!broken.isEmpty() && report.errors() == broken.size()) {
            throw broken.get(0);
        }
        return report;
    }

    /** Whether the sync files have been read: not when one of them is not YAML. */
    public boolean hasSyncs() {
        return engine.hasSyncs();
    }

    /** What is wrong in the files of these syncs themselves, without asking org or source. */
    public List<Finding> mistakes(List<String> names) {
        return engine.syncs().findings(names);
    }
}
