package io.accountsync.run.stream;

import io.accountsync.run.decide.RecordsSentBefore;

/**
 * What a batch must know of its stream. Routes carry it in the variable {@code batchOf}.
 *
 * @param sentBefore how many records were sent before, of which guards allow a share
 * @param withDoubts whether the doubts of the sync can end now, and their records are claimed
 * @param withRetries whether deferred records are tried again, which are claimed, too
 */
record BatchContext(RecordsSentBefore sentBefore, boolean withDoubts, boolean withRetries) {}
