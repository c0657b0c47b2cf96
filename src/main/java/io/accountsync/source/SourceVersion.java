package io.accountsync.source;

/**
 * Where a change stands in the order of its source. Two changes of one row are compared within one origin only.
 *
 * @param origin what counts, such as one partition of a topic or the log of one incarnation of a database: never empty
 * @param value greater for the later change of a row, such as an offset or an LSN
 * @param changes of a row that was read and did not change, as of a snapshot: the origin of the changes in the same order. One that is
 *     known to be later makes the row an older one, while the row makes no change an older one. Null for a change
 * @param transaction of PostgreSQL that made the change, as its log has it; null where it is not known, or not of the database that runs
 *     read
 */
public record SourceVersion(String origin, long value, String changes, Long transaction) {
    /** Of a change. */
    public SourceVersion(String origin, long value) {
        this(origin, value, null, null);
    }

    /** Of a row that was read. */
    public SourceVersion(String origin, long value, String changes) {
        this(origin, value, changes, null);
    }
}
