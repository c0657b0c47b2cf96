package io.accountsync.run.deletions;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.sync.Syncs;
import io.accountsync.state.Deletion;
import io.accountsync.state.OtherSyncs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.ChildRelationShip;

/**
 * Says in the report how many records of other syncs Salesforce has deleted together with those of a run, as far as the state knows
 * them: their rows have not changed, so that nobody else would hear of it. Syncs that watch what is gone find out by themselves.
 */
final class CascadedChildren {
    private final DeletionTarget target;
    private final Run run;
    private final Syncs syncs;
    private final OtherSyncs others;

    /** @param syncs those that are loaded */
    CascadedChildren(DeletionTarget target, Syncs syncs) {
        this.target = target;
        this.run = target.run();
        this.syncs = syncs;
        this.others = run.state().otherSyncs();
    }

    /** Looks at what the run has deleted. What was deleted stays so, whatever the org answers to this. */
    void note() {
        Set<String> objects = others.objects().entrySet().stream()
                .filter(other -> !isWatching(other.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        List<ChildRelationShip> children = target.children().stream()
                .filter(child -> Boolean.TRUE.equals(child.isCascadeDelete())
                        && objects.stream().anyMatch(child.getChildSObject()::equalsIgnoreCase))
                .toList();
        if (children.isEmpty()) {
            return;
        }
        try {
            count(children).forEach(this::note);
        } catch (SalesforceException e) {
            run.findings()
                    .note("Nobody knows how many records of other syncs Salesforce deleted with these: "
                            + Failures.describe(e));
        }
    }

    private boolean isWatching(String sync) {
        return syncs.names().contains(sync)
                && syncs.all().stream()
                        .anyMatch(other -> other.name().equals(sync)
                                && other.mapping().whenGone().isWatched());
    }

    private Map<String, Long> count(List<ChildRelationShip> children) throws SalesforceException {
        Map<String, Long> counts = new TreeMap<>();
        String after = "";
        // Ids are the same in an org and its copies.
        Set<String> known = others.objects().keySet();
        List<Deletion> page = page(after);
        while (!page.isEmpty()) {
            others.knowing(deletedWith(page, children)).forEach((sync, number) -> {
                if (known.contains(sync) && !isWatching(sync)) {
                    counts.merge(sync, number, Long::sum);
                }
            });
            after = page.get(page.size() - 1).salesforceId();
            page = page(after);
        }
        return counts;
    }

    private List<Deletion> page(String after) {
        return run.state().deletions().restorable().page(run.id(), after, OrgRecords.IDS);
    }

    private Set<String> deletedWith(List<Deletion> parents, List<ChildRelationShip> children)
            throws SalesforceException {
        String ids = parents.stream()
                .map(parent -> SoqlLiteral.TEXT.of(parent.salesforceId()))
                .collect(Collectors.joining(","));
        Set<String> found = new HashSet<>();
        for (ChildRelationShip child : children) {
            new QueryPager(target.calls().org())
                    .forEachEvenDeleted(
                            "SELECT Id FROM " + child.getChildSObject() + " WHERE IsDeleted = true AND "
                                    + child.getField() + " IN (" + ids + ")",
                            records -> records.forEach(
                                    record -> found.add(record.path("Id").asText())));
        }
        return found;
    }

    private void note(String sync, long records) {
        run.findings()
                .note(Quantity.of(
                                records,
                                "record of the sync " + sync
                                        + " was deleted by Salesforce together with these, and counts as"
                                        + " unchanged there until its row changes",
                                "records of the sync " + sync
                                        + " were deleted by Salesforce together with these, and count as"
                                        + " unchanged there until their rows change")
                        + "; with whenGone: reject in its file its next run reports "
                        + (records == 1 ? "it" : "them")
                        + "; without the record that " + (records == 1 ? "it hung on, it" : "they hung on, they")
                        + " cannot be made again: once that is back, or "
                        + (records == 1 ? "its row names" : "their rows name") + " another one, "
                        + ProposedCommand.of("run", sync).option("--full-refresh")
                        + " sends " + (records == 1 ? "it" : "them"));
    }
}
