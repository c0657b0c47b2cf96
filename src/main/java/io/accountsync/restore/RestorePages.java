package io.accountsync.restore;

import io.accountsync.run.deletions.OrgRecords;
import io.accountsync.state.Deletion;
import io.accountsync.state.RestorableDeletions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Goes through the records that are to be restored, page by page; those that point to others come after them. */
final class RestorePages {
    private final RestoreRun restoration;
    private final RestorableDeletions deletions;
    private final Candidates candidates;
    private final NewRecords newRecords;
    private final List<Deleted> later = new ArrayList<>();

    RestorePages(RestoreRun restoration) {
        this.restoration = restoration;
        this.deletions = restoration.run().state().deletions().restorable();
        this.candidates = new Candidates(restoration);
        this.newRecords = new NewRecords(restoration);
    }

    /**
     * Restores these.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    void restore(List<Deleted> named) throws SalesforceException {
        for (List<Deleted> page : pagesOf(named)) {
            restorePage(page);
        }
        restoreLater();
    }

    /**
     * Restores all.
     *
     * @param runId that deleted them; null for any
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    void restoreAll(Long runId) throws SalesforceException {
        String after = "";
        List<Deletion> page = deletions.page(runId, after, OrgRecords.IDS);
        while (!page.isEmpty() && !restoration.run().isStopping()) {
            restorePage(page.stream().map(Deleted::new).toList());
            after = page.get(page.size() - 1).salesforceId();
            page = deletions.page(runId, after, OrgRecords.IDS);
        }
        restoreLater();
    }

    private void restorePage(List<Deleted> page) throws SalesforceException {
        if (restoration.run().isStopping()) {
            page.forEach(record -> restoration.ended(Restored.notTried(record)));
        } else {
            later.addAll(new RestorePage(restoration, newRecords).restore(page));
        }
    }

    /** Round by round; where no round brings any back, one of each circle is made without what it waits for. */
    private void restoreLater() throws SalesforceException {
        while (!later.isEmpty() && !restoration.run().isStopping()) {
            restoreRounds();
            beginCircles();
        }
        later.forEach(record -> restoration.ended(Restored.notTried(record)));
    }

    private void restoreRounds() throws SalesforceException {
        int before = Integer.MAX_VALUE;
        while (!later.isEmpty() && later.size() < before && !restoration.run().isStopping()) {
            before = later.size();
            List<Deleted> round = List.copyOf(later);
            later.clear();
            for (List<Deleted> page : pagesOf(round)) {
                restorePage(page);
            }
        }
    }

    private void beginCircles() throws SalesforceException {
        List<Candidate> all = candidates.of(later);
        Set<String> waiting =
                all.stream().map(candidate -> candidate.record().id()).collect(Collectors.toSet());
        Breakers breakers = new Breakers(all);
        breakers.closed().forEach(candidates::refuseCircle);
        List<Candidate> free = breakers.breakers().stream()
                .filter(candidate -> candidates.canBeginWithout(candidate, waiting))
                .toList();
        Set<String> over = breakers.closed().stream()
                .flatMap(List::stream)
                .map(candidate -> candidate.record().id())
                .collect(Collectors.toSet());
        breakers.breakers().forEach(candidate -> over.add(candidate.record().id()));
        later.removeIf(record -> over.contains(record.id()) || !waiting.contains(record.id()));
        for (List<Candidate> page : pagesOf(free)) {
            newRecords.create(page);
        }
    }

    private static <T> List<List<T>> pagesOf(List<T> records) {
        List<List<T>> pages = new ArrayList<>();
        for (int i = 0; i < records.size(); i += OrgRecords.IDS) {
            pages.add(List.copyOf(records.subList(i, Math.min(records.size(), i + OrgRecords.IDS))));
        }
        return pages;
    }
}
