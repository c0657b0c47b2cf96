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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The records of a run whose rows are gone, in pages of the size of a call, without those that are not to be deleted now: a person
 * restored them, or Salesforce refused it before and nothing has changed since. Of these a few of each code are tried: the
 * admin may have fixed the reason.
 */
final class CandidatePages {
    private static final int PROBES = 3;

    private final DeletionTarget target;
    private final int size;
    private final Iterator<List<GoneRow>> pages;
    private final Set<String> probes;
    private final Deque<Candidate> ahead = new ArrayDeque<>();
    private long restored;
    private long refused;

    CandidatePages(DeletionTarget target, GoneRows rows, int size) {
        this.target = target;
        this.size = size;
        this.pages = rows.iterator();
        this.probes = target.run().state().deletions().refused().probes(PROBES).stream()
                .map(Deletion::salesforceId)
                .collect(Collectors.toSet());
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
        for (GoneRow row : rows) {
            Deletion held = before.get(row.key());
            if (held == null || !held.holds() || isAnother(held, row)) {
                ahead.add(new Candidate(row, held == null || isAnother(held, row) ? null : held.code()));
            } else if (held.status() != DeletionStatus.REFUSED) {
                restored++;
            } else if (probes.contains(row.salesforceId())) {
                ahead.add(new Candidate(row, held.code()));
            } else {
                refused++;
            }
        }
    }

    /** A refusal was for another record of the key. */
    private static boolean isAnother(Deletion held, GoneRow row) {
        return held.status() == DeletionStatus.REFUSED && !held.salesforceId().equals(row.salesforceId());
    }

    /** How many stay since a person restored them. */
    long restored() {
        return restored;
    }

    /** How many stay since Salesforce refused their deletion before. */
    long refused() {
        return refused;
    }
}
