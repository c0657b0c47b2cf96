package io.accountsync.run.deletions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.run.Run;
import io.accountsync.run.deletions.OrgRecords.Remains;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.Doubt;
import io.accountsync.state.IntendedDeletion;
import io.accountsync.state.RejectedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * The last look before a call that deletes: only a record that is there, and whose External ID is the key still, is deleted; and
 * what it holds is kept, with the lookups that deletions before it have cleared.
 */
final class DeletionCheck {
    /** The record has another External ID, or none. */
    static final String OTHER_EXTERNAL_ID = "OTHER_EXTERNAL_ID";

    /** A call that sent the record got no answer, and could make a new record after this one is deleted. */
    static final String IN_DOUBT = "IN_DOUBT";

    private final DeletionTarget target;
    private final Run run;
    private final ClearedLookups lookups;

    /** What may be deleted, and what became of the others. */
    record Checked(List<Candidate> due, List<IntendedDeletion> intended, List<DeletionResult> ended) {}

    DeletionCheck(DeletionTarget target) {
        this.target = target;
        this.run = target.run();
        this.lookups = new ClearedLookups(target);
    }

    /**
     * Looks at records.
     *
     * @param sentBefore ids that an earlier call was to delete and of which nobody knows whether it did
     */
    Checked look(List<Candidate> candidates, Set<String> sentBefore) throws SalesforceException {
        Map<String, Doubt> doubts = run.state()
                .doubts()
                .among(candidates.stream().map(Candidate::key).toList());
        List<String> ids = candidates.stream().map(Candidate::id).toList();
        Map<String, ObjectNode> found = target.records().find(ids);
        lookups.addTo(ids, found);
        Map<String, RejectedRecord> rejected = run.state()
                .rejected()
                .find(candidates.stream().map(Candidate::key).toList());
        Checked checked = new Checked(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Candidate> absent = new ArrayList<>();
        for (Candidate candidate : candidates) {
            ObjectNode record = found.get(OrgRecords.telling(candidate.id()));
            RejectedRecord before = rejected.get(candidate.key());
            if (before != null && before.isMergeToFollow()) {
                // What this sync created was merged away: the survivor is somebody else's.
                checked.ended().add(DeletionResult.alreadyGone(candidate));
            } else if (record == null) {
                absent.add(candidate);
            } else {
                look(candidate, record, doubts.get(candidate.key()), checked);
            }
        }
        if (!absent.isEmpty()) {
            lookForRemains(absent, sentBefore, checked);
        }
        return checked;
    }

    private void look(Candidate candidate, ObjectNode record, Doubt doubt, Checked checked) {
        String externalId = record.path(target.externalId()).asText(null);
        checked.intended()
                .add(new IntendedDeletion(
                        candidate.key(),
                        externalId,
                        candidate.id(),
                        candidate.row().how().name(),
                        candidate.row().createdByUs(),
                        record.toString()));
        if (!candidate.key().equals(target.keyOf(externalId))) {
            refuse(
                    candidate,
                    externalId,
                    ErrorAction.REJECT,
                    OTHER_EXTERNAL_ID,
                    "the record has another " + target.externalId() + " now, so it is not the one of this key",
                    checked);
        } else if (doubt != null && doubt.until() >= run.begunAt() && !isOurDeletion(candidate)) {
            refuse(
                    candidate,
                    externalId,
                    ErrorAction.DEFER,
                    IN_DOUBT,
                    "a call that sent the record got no answer, and could create it again after it is deleted",
                    checked);
        } else {
            checked.due().add(candidate);
        }
    }

    /** A doubt that stems from an earlier try to delete the record does not keep from trying again. */
    private boolean isOurDeletion(Candidate candidate) {
        return run.state().deletions().of(candidate.key()).stream()
                .anyMatch(deletion -> deletion.salesforceId().equals(candidate.id()) && deletion.untilAt() > 0);
    }

    private static void refuse(
            Candidate candidate, String externalId, ErrorAction action, String code, String message, Checked checked) {
        checked.ended()
                .add(DeletionResult.refused(
                        candidate, action, new CallError(200, code, message, List.of()), externalId));
    }

    private void lookForRemains(List<Candidate> absent, Set<String> sentBefore, Checked checked)
            throws SalesforceException {
        Map<String, Remains> remains =
                target.records().remains(absent.stream().map(Candidate::id).toList());
        for (Candidate candidate : absent) {
            Remains left = remains.get(OrgRecords.telling(candidate.id()));
            boolean ours = sentBefore.contains(candidate.id()) && (left == null || left.masterId() == null);
            checked.ended().add(ours ? DeletionResult.deleted(candidate, null) : DeletionResult.alreadyGone(candidate));
        }
    }
}
