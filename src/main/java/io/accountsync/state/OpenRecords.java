package io.accountsync.state;

/**
 * What of a sync has not passed, whichever run it was that met it.
 *
 * @param rejected records that Salesforce rejected, or refused to delete
 * @param deferred records that every run tries again by itself, to send or to delete
 * @param invalid rows that could not be mapped
 * @param absent records that Salesforce does not have and that were not to be created: no errors, and not in the total
 * @param deferredSince when the first of the deferred ones was, in milliseconds since 1970; null when there are none
 */
public record OpenRecords(long rejected, long deferred, long invalid, Long deferredSince, long absent) {
    /** Nothing is open. */
    public static final OpenRecords NONE = new OpenRecords(0, 0, 0, null, 0);

    /** What the state has of a sync. */
    public static OpenRecords of(StateDatabase database, String sync) {
        long[] counts = new long[4];
        Long[] since = new Long[1];
        database.with(db -> {
            db.query(
                    """
                    select error_class, count(*), min(first_at) from rejected_record where sync = ? group by error_class
                    union all
                    select case when status = 'refused' then error_class else 'later' end, count(*), min(intended_at)
                      from deletion where sync = ? and status in ('refused', 'intended', 'unknown') group by 1
                    """,
                    row -> {
                        switch (row.getString(1)) {
                            case "retry", "later" -> {
                                counts[1] += row.getLong(2);
                                since[0] = since[0] == null ? row.getLong(3) : Math.min(since[0], row.getLong(3));
                            }
                            case RejectedRecord.ABSENT -> counts[3] = row.getLong(2);
                            case "invalid" -> counts[2] += row.getLong(2);
                            default -> counts[0] += row.getLong(2);
                        }
                    },
                    sync,
                    sync);
            return null;
        });
        return new OpenRecords(counts[0], counts[1], counts[2], since[0], counts[3]);
    }

    /** All that did not pass. */
    public long total() {
        return rejected + deferred + invalid;
    }
}
