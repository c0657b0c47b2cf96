package io.accountsync.run.rowlog;

import io.accountsync.run.Count;
import io.accountsync.run.RecordLine;
import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionStatus;
import io.accountsync.state.RowLogPages;
import io.accountsync.state.RowLogPages.Confirmed;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings into the table what runs did that it has no line of, as the state knows it: what a process that ended had not written, what
 * a database missed that could not be reached, and all there is when the table is new.
 */
final class Healing {
    private static final int PAGE = 1000;

    /** Outcomes that the state holds as long as they are true. */
    private static final Set<String> OPEN = Set.of(
            Count.REJECTED.column(),
            Count.RETRY_LATER.column(),
            Count.INVALID.column(),
            Count.NOT_IN_SALESFORCE.column(),
            Count.GONE.column(),
            Count.MERGED.column());

    private final RowLogPages state;
    private final RowLogTable table;
    private final Lines lines;

    /** Where lines go. */
    @FunctionalInterface
    interface Lines {
        void write(List<RecordLine> lines) throws SQLException;
    }

    @FunctionalInterface
    private interface Reader<T> {
        List<T> read(String after);
    }

    Healing(RowLogPages state, RowLogTable table, Lines lines) {
        this.state = state;
        this.table = table;
        this.lines = lines;
    }

    /** Brings in what these runs did, the last one excluded. What happened to a record later comes later. */
    void heal(long from, long before) throws SQLException {
        deletions(from, before, DeletionStatus.DELETED, Count.DELETED.column());
        deletions(0, Long.MAX_VALUE, DeletionStatus.RESTORED, RecordLine.RESTORED);
        pages(after -> state.confirmed(from, before, after, PAGE), Confirmed::key, Healing::confirmed);
        deletions(from, before, DeletionStatus.REFUSED, Count.NOT_DELETED.column());
        deletions(from, before, DeletionStatus.UNKNOWN, Count.UNCONFIRMED.column());
        pages(
                after -> state.open(from, after, PAGE),
                open -> open.record().key(),
                open -> RecordLine.of(open.record(), open.salesforceId(), open.runId(), open.at()));
        closeOpenLines();
    }

    /** What was rejected, and by now is what Salesforce has, without having been sent again. */
    private void closeOpenLines() throws SQLException {
        String after = RowLogPages.START;
        List<String> keys = table.keysOf(OPEN, after, PAGE);
        while (!keys.isEmpty()) {
            lines.write(state.passed(keys).stream().map(Healing::confirmed).toList());
            after = keys.get(keys.size() - 1);
            keys = table.keysOf(OPEN, after, PAGE);
        }
    }

    private void deletions(long from, long before, DeletionStatus status, String outcome) throws SQLException {
        pages(
                after -> state.deletions(from, before, status, after, PAGE),
                Deletion::salesforceId,
                deletion -> deletion.rowIsBack() ? null : deletion(deletion, outcome));
    }

    private <T> void pages(Reader<T> reader, Function<T, String> position, Function<T, RecordLine> line)
            throws SQLException {
        List<T> page = reader.read(RowLogPages.START);
        while (!page.isEmpty()) {
            lines.write(page.stream().map(line).filter(made -> made != null).toList());
            page = reader.read(position.apply(page.get(page.size() - 1)));
        }
    }

    private static RecordLine confirmed(Confirmed record) {
        return new RecordLine(
                record.key(),
                RecordLine.CONFIRMED,
                null,
                record.salesforceId(),
                RecordLine.hex(record.fingerprint()),
                record.runId(),
                record.at(),
                null,
                null);
    }

    private static RecordLine deletion(Deletion deletion, String outcome) {
        return new RecordLine(
                deletion.key(),
                outcome,
                RecordLine.DELETE,
                deletion.restoredId() == null ? deletion.salesforceId() : deletion.restoredId(),
                null,
                deletion.runId(),
                deletion.endedAt() == null ? deletion.intendedAt() : deletion.endedAt(),
                deletion.code(),
                deletion.message());
    }
}
