package io.accountsync.state;

import org.springframework.jdbc.core.RowMapper;

/** How a row of the table {@code deletion} is read. */
final class DeletionRow {
    static final String COLUMNS =
            "d.record_key, d.external_id, d.salesforce_id, d.org_id, d.run_id, d.attempts, d.status, d.how, d.created_by_us,"
                    + " d.payload, d.error_class, d.code, d.message, d.retry, d.row_is_back, d.intended_at, d.until_at, d.ended_at,"
                    + " d.restored_id";

    static final RowMapper<Deletion> DELETION = (row, n) -> new Deletion(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getLong(5),
            row.getLong(6),
            DeletionStatus.of(row.getString(7)),
            row.getString(8),
            row.getInt(9) != 0,
            row.getString(10),
            row.getString(11),
            row.getString(12),
            row.getString(13),
            row.getInt(14) != 0,
            row.getInt(15) != 0,
            row.getLong(16),
            row.getLong(17),
            row.getObject(18) == null ? null : row.getLong(18),
            row.getString(19));

    private DeletionRow() {}
}
