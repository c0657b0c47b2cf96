package io.accountsync.cli;

import io.accountsync.plan.PlanReport;
import io.accountsync.run.compare.PlannedRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How a plan is shown: record by record as they come, and what there is to say of all of them at the end. */
interface PlanOutput extends AutoCloseable {
    /** Shows a record. */
    void add(PlannedRecord planned) throws IOException;

    /**
     * Shows the rest.
     *
     * @param files that were written
     */
    void end(PlanReport report, List<Path> files) throws IOException;

    /** Ends what was begun, whether there was an end or an error. */
    @Override
    void close() throws IOException;
}
