package io.accountsync.restore;

import io.accountsync.restore.Restored.Way;
import io.accountsync.run.deletions.OrgRecords;
import io.accountsync.run.deletions.OrgRecords.Remains;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Restores up to 200 records, each by the way that is left: out of the recycle bin while it is in there, else by a new record made
 * of what the state kept. Used by one thread.
 */
final class RestorePage {
    private final RestoreRun restoration;
    private final Undeletion undeletion;
    private final Candidates candidates;
    private final NewRecords newRecords;

    RestorePage(RestoreRun restoration, NewRecords newRecords) {
        this.restoration = restoration;
        this.candidates = new Candidates(restoration);
        this.undeletion = new Undeletion(restoration);
        this.newRecords = newRecords;
    }

    /**
     * Restores what can be restored now.
     *
     * @return records that point to others which are deleted and not restored yet: their turn comes after these
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    List<Deleted> restore(List<Deleted> page) throws SalesforceException {
        List<Deleted> ours = inThisOrg(page);
        Map<String, Remains> remains =
                restoration.records().remains(ours.stream().map(Deleted::id).toList());
        List<Deleted> inBin = new ArrayList<>();
        List<Deleted> purged = new ArrayList<>();
        List<Deleted> there = new ArrayList<>();
        for (Deleted record : ours) {
            Remains left = remains.get(OrgRecords.telling(record.id()));
            if (left == null) {
                purged.add(record);
            } else if (left.masterId() != null) {
                refuse(record, "MERGED", "somebody merged it into " + left.masterId());
            } else if (left.deleted()) {
                (restoration.fields().isUndeletable() ? inBin : purged).add(record);
            } else if (record.key().equals(keyOf(left))) {
                there.add(record);
            } else {
                refuse(record, "OTHER_EXTERNAL_ID", "somebody brought it back and gave it another External ID");
            }
        }
        there.forEach(record -> {
            restoration.linkSame(record);
            restoration.ended(Restored.back(record, Way.ALREADY_THERE, record.id()));
        });
        purged.addAll(undelete(inBin));
        return create(purged);
    }

    private List<Deleted> undelete(List<Deleted> inBin) throws SalesforceException {
        List<Deleted> free = inBin.isEmpty() ? List.of() : newRecords.withoutThoseInUse(inBin);
        if (!restoration.dryRun()) {
            return free.isEmpty() ? List.of() : undeletion.undelete(free);
        }
        free.forEach(record -> {
            restoration.linkSame(record);
            restoration.ended(Restored.back(record, Way.UNDELETED, record.id()));
        });
        return List.of();
    }

    private List<Deleted> create(List<Deleted> purged) throws SalesforceException {
        List<Deleted> kept = new ArrayList<>();
        for (Deleted record : newRecords.withoutThoseInUse(purged)) {
            if (record.deletion().payload() == null) {
                refuse(
                        record,
                        "NOT_KEPT",
                        "the recycle bin does not have it any more, and what it held is not kept longer than"
                                + " sync.deleted-payload-age");
            } else {
                kept.add(record);
            }
        }
        Map<Boolean, List<Candidate>> byWaiting = candidates.of(kept).stream()
                .collect(Collectors.partitioningBy(
                        candidate -> !candidate.waitsFor().isEmpty()));
        newRecords.create(byWaiting.get(false));
        return byWaiting.get(true).stream().map(Candidate::record).toList();
    }

    /** A call that was to delete it and got no answer could do so once more. */
    private List<Deleted> inThisOrg(List<Deleted> page) {
        List<Deleted> ours = new ArrayList<>();
        for (Deleted record : page) {
            if (!record.deletion().orgId().equals(restoration.target().org().id())) {
                refuse(
                        record,
                        "OTHER_ORG",
                        "it was deleted in the org " + record.deletion().orgId());
            } else if (record.deletion().untilAt() > restoration.run().state().now()) {
                refuse(
                        record,
                        "IN_DOUBT",
                        "a call that was to delete it got no answer, and could delete it once more until "
                                + Instant.ofEpochMilli(record.deletion().untilAt()) + "; try again after that");
            } else {
                ours.add(record);
            }
        }
        return ours;
    }

    private void refuse(Deleted record, String code, String message) {
        restoration.ended(Restored.refused(record, code, message));
    }

    private String keyOf(Remains left) {
        return left.externalId() == null ? null : restoration.target().mapper().keyOf(left.externalId());
    }
}
