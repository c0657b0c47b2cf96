package io.accountsync.run.deletions;

import io.accountsync.run.gone.GoneRow;
import io.accountsync.run.gone.GoneRows;
import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The records of a run whose rows are gone, in pages of the size of a call. Used by one thread at a time. */
final class CandidatePages {
    private final DeletionTarget target;
    private final int size;
    private final Iterator<List<GoneRow>> pages;
    private final Deque<Candidate> ahead = new ArrayDeque<>();

    CandidatePages(DeletionTarget target, GoneRows rows, int size) {
        this.target = target;
        this.size = size;
        this.pages = rows.iterator();
    }

    /** The next page; empty when there are no more. */
    List<Candidate> next() {
        while (ahead.size() < size && pages.hasNext()) {
            take(pages.next());
        }
        List<Candidate> page = new ArrayList<>();
        while (page.size() < size && !ahead.isEmpty()) {
            page.add(ahead.remove());
        }
        return page;
    }

    private void take(List<GoneRow> rows) {
        List<String> keys = rows.stream().map(GoneRow::key).toList();
        Map<String, Deletion> before = target.run().state().deletions().holding(keys);
        rows.forEach(row -> ahead.add(new Candidate(row, refusedFor(before.get(row.key()), row))));
    }

    private static String refusedFor(Deletion before, GoneRow row) {
        boolean wasRefused = before != null
                && before.status() == DeletionStatus.REFUSED
                && before.salesforceId().equals(row.salesforceId());
        return wasRefused ? before.code() : null;
    }
}
