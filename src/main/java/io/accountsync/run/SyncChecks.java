package io.accountsync.run;

import io.accountsync.config.Finding;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;

/** Looks at what runs need, without running. */
public final class SyncChecks {
    private final CamelContext context;
    private final SyncEngine engine;

    public SyncChecks(CamelContext context) {
        this.context = context;
        this.engine = context.getRegistry().lookupByNameAndType("syncEngine", SyncEngine.class);
    }

    /**
     * Looks at all that a run of these syncs needs and goes on where a run would stop. Writes nothing.
     *
     * @param names of syncs that there are
     */
    public CheckReport check(List<String> names) {
        return new SyncCheck(context, Clock.systemUTC(), SourceSample.ROWS).check(engine.syncs(), names);
    }

    /** The same for what reads all rows afterwards and judges them itself. */
    CheckReport checkBeforeReading(List<String> names) {
        return new SyncCheck(context, Clock.systemUTC(), SourceSample.FEW_ROWS).check(engine.syncs(), names);
    }

    /** Whether the sync files have been read: not when one of them is no YAML. */
    public boolean hasSyncs() {
        return engine.hasSyncs();
    }

    /** What is wrong in the files of these syncs themselves, without asking org or source. */
    public List<Finding> mistakes(List<String> names) {
        return engine.syncs().findings(names);
    }
}
