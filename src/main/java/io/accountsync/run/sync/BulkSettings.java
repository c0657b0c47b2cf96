package io.accountsync.run.sync;

import io.accountsync.config.Settings;
import java.time.Duration;

/**
 * The keys of the Bulk path.
 *
 * @param path which way records go
 * @param threshold records from which on {@code auto} means Bulk
 * @param jobSize bytes of a job at most
 * @param jobs in progress at once
 * @param pollInterval before a job is first looked at; later looks are farther apart
 */
public record BulkSettings(Path path, int threshold, int jobSize, int jobs, Duration pollInterval) {
    /** The values of {@code sync.path}. */
    public enum Path {
        AUTO,
        COLLECTIONS,
        BULK
    }

    /** Above this, the two copies of a job that exist while it is uploaded need more memory than a small process has. */
    private static final int LARGEST_JOB = 100_000_000;

    static BulkSettings of(Settings settings) {
        return new BulkSettings(
                switch (settings.choice("sync.path", "auto", "collections", "bulk")) {
                    case "collections" -> Path.COLLECTIONS;
                    case "bulk" -> Path.BULK;
                    default -> Path.AUTO;
                },
                settings.wholeNumber("sync.bulk.threshold", 1, Integer.MAX_VALUE),
                settings.size("sync.bulk.job-size", 1000, LARGEST_JOB),
                settings.wholeNumber("sync.bulk.jobs", 1, 100),
                settings.duration("sync.bulk.poll-interval"));
    }
}
