package io.accountsync.run;

import java.io.IOException;

/** Takes the records of a plan, one by one. */
@FunctionalInterface
public interface PlanSink {
    /** Takes the next one. */
    void add(PlannedRecord planned) throws IOException;
}
