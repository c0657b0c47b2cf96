package io.accountsync.plan;

import io.accountsync.run.compare.PlannedRecord;
import java.io.IOException;

/** Takes the records of a plan, one by one. */
@FunctionalInterface
public interface PlanSink {
    /** Takes the next one. */
    void add(PlannedRecord planned) throws IOException;
}
