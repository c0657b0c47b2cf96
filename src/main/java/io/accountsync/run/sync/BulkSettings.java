package io.accountsync.run.sync;

import io.accountsync.config.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * The keys of the Bulk path.
 *
 * @param path the only API that may be used; empty where the run chooses
 * @param threshold records from which on {@code auto} means Bulk
 * @param jobSize bytes of a job at most
 * @param jobs in progress at once
 * @param pollInterval before a job is first looked at; later looks are farther apart
 */
public record BulkSettings(Optional<ApiPath> path, int threshold, int jobSize, int jobs, Duration pollInterval) {
    /** Above this, the two copies of a job that exist while it is uploaded need more memory than a small process has. */
    private static final int LARGEST_JOB = 100_000_000;

    /** Whether the keys say that records go by this API and no other. */
    public boolean demands(ApiPath api) {
        return path.filter(api::equals).isPresent();
    }

    static BulkSettings of(Settings settings) {
        return new BulkSettings(
                ApiPath.of(settings.choice("sync.path", ApiPath.words())),
                settings.wholeNumber("sync.bulk.threshold", 1, Integer.MAX_VALUE),
                settings.size("sync.bulk.job-size", 1000, LARGEST_JOB),
                settings.wholeNumber("sync.bulk.jobs", 1, 100),
                settings.duration("sync.bulk.poll-interval"));
    }
}
