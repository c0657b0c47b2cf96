package io.accountsync.localorg.bulk;

import java.time.Duration;

/**
 * How long jobs take.
 *
 * @param queued from UploadComplete to InProgress
 * @param batch after each internal batch of 10,000 rows
 */
public record BulkTiming(Duration queued, Duration batch) {}
