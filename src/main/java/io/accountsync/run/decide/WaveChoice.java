package io.accountsync.run.decide;

import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.run.sync.SyncSettings;

/**
 * By which API one wave of a run goes that goes by Bulk: what is too small for a job goes by collections, since a job takes as many
 * calls for one record as for a hundred thousand. A long chain of parents would need them for each of its levels.
 */
final class WaveChoice {
    private WaveChoice() {}

    /** By which API so many records of a wave go. */
    static ApiPath of(Sending sending, int wave, long records) {
        ApiPath api = sending.path().api();
        Integer main = sending.path().mainWave();
        boolean isWorthIt =
                main != null && wave == main || isWorthIt(sending.run().settings(), records);
        return api != ApiPath.BULK || isWorthIt ? api : ApiPath.COLLECTIONS;
    }

    /**
     * Whether so many records of a wave go by Bulk: as many as the keys say, or, where these demand Bulk, as many as make collections
     * need no fewer calls.
     */
    static boolean isWorthIt(SyncSettings settings, long records) {
        return records >= settings.bulk().threshold()
                || settings.bulk().demands(ApiPath.BULK) && records >= PlannedWave.CALLS_A_JOB * settings.batchSize();
    }
}
