package io.accountsync.state;

import java.util.Map;

/**
 * A run as the state keeps it.
 *
 * @param mode {@code incremental} or {@code full-refresh}
 * @param status {@code RUNNING}, {@code SUCCEEDED}, {@code PARTIAL}, {@code FAILED} or {@code STOPPED}
 * @param startedAt milliseconds since 1970
 * @param endedAt milliseconds since 1970; null while it runs, and for ever after a crash
 * @param message why it failed or stopped, or null
 * @param counts by column name of sync_run: {@code rows_read}, {@code created} and so on
 */
public record RunRecord(
        long runId,
        String sync,
        String mode,
        String status,
        long startedAt,
        Long endedAt,
        String message,
        Map<String, Long> counts) {}
