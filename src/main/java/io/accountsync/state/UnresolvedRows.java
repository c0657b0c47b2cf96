package io.accountsync.state;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Why rows of a change set cannot be sent, in a table next to it. Of several rows with one key each has its own reason.
 */
final class UnresolvedRows {
    static final String TABLE = "create table unresolved (record_key text not null, sequence integer not null,"
            + " error_class text not null, code text not null, message text, fields text,"
            + " primary key (record_key, sequence)) without rowid";

    private UnresolvedRows() {}

    static void add(JdbcTemplate db, List<Unresolved> rows) {
        if (rows.isEmpty()) {
            return;
        }
        db.batchUpdate(
                "insert into unresolved (record_key, sequence, error_class, code, message, fields)"
                        + " values (?, ?, ?, ?, ?, ?)",
                rows,
                rows.size(),
                (statement, row) -> {
                    statement.setString(1, row.change().key());
                    statement.setLong(2, row.change().sequence());
                    statement.setString(3, row.reason().errorClass());
                    statement.setString(4, row.reason().code());
                    statement.setString(5, row.reason().message());
                    statement.setString(6, row.reason().fields());
                });
    }

    /** Joins changes with their reasons. */
    static List<Unresolved> of(JdbcTemplate db, List<Change> changes) {
        return changes.stream().map(change -> find(db, change).orElseThrow()).toList();
    }

    /** A change with its reason; empty when it has none. */
    static Optional<Unresolved> find(JdbcTemplate db, Change change) {
        return db
                .query(
                        "select error_class, code, message, fields from unresolved where record_key = ? and sequence = ?",
                        (row, n) -> new Unresolved(
                                change,
                                new Unresolved.Reason(
                                        row.getString(1), row.getString(2), row.getString(3), row.getString(4))),
                        change.key(),
                        change.sequence())
                .stream()
                .findFirst();
    }
}
