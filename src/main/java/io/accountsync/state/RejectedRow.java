package io.accountsync.state;

import org.springframework.jdbc.core.RowMapper;

/** How the table of rejected records, as {@code r}, is read. */
final class RejectedRow {
    static final String COLUMNS =
            "r.record_key, r.fingerprint, r.payload, r.parent_key, r.error_class, r.code, r.message, r.fields,"
                    + " r.external_id";

    static final RowMapper<RejectedRecord> RECORD = (row, n) -> new RejectedRecord(
            row.getString(1),
            row.getBytes(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9));

    /** The columns of {@link #DETAIL}. */
    static final String DETAIL_COLUMNS = COLUMNS + ", r.attempts, r.first_at, r.last_at, r.place";

    static final RowMapper<RejectedAttempts> DETAIL = (row, n) -> new RejectedAttempts(
            RECORD.mapRow(row, n), row.getLong(10), row.getLong(11), row.getLong(12), row.getString(13));

    private RejectedRow() {}
}
