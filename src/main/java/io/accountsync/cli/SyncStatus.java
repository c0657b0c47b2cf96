package io.accountsync.cli;

import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.OpenRecords;
import io.accountsync.state.RunRecord;
import io.accountsync.state.SyncCursor;
import java.util.List;
import java.util.Map;

/**
 * What the state knows of one sync.
 *
 * @param cursor null before the first write to an org
 * @param runs the last one first
 * @param rejected records that have not passed, by code
 * @param doubts records that a call without an answer may still overwrite; null for none
 * @param open those that have not passed by what becomes of them
 * @param deletions records that were deleted since their rows are gone, by how far that has come; statuses without are absent
 * @param gone records whose rows are gone, and that something is to happen to still
 */
record SyncStatus(
        String sync,
        SyncCursor cursor,
        List<RunRecord> runs,
        Map<String, Long> rejected,
        DoubtfulRecords.Summary doubts,
        OpenRecords open,
        Map<String, Long> deletions,
        long gone) {}
