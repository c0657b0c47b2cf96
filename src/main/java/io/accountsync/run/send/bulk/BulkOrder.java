package io.accountsync.run.send.bulk;

/** What the route that takes Bulk jobs to their end finds in its variable {@code order}. */
public interface BulkOrder {
    /** The jobs that are to be taken to their end. */
    JobQueue jobs();
}
