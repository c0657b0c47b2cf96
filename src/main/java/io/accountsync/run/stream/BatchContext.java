package io.accountsync.run.stream;

/**
 * What a batch must know of its stream. Routes carry it in the variable {@code batchOf}.
 *
 * @param window what guards count with the batch
 * @param withDoubts whether the doubts of the sync can end now, and their records are claimed
 * @param withRetries whether deferred records are tried again, which are claimed, too
 */
record BatchContext(RollingWindow window, boolean withDoubts, boolean withRetries) {}
