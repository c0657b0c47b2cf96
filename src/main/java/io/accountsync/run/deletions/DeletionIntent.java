package io.accountsync.run.deletions;

import io.accountsync.run.Run;
import io.accountsync.run.claims.RunClaims;
import io.accountsync.run.claims.RunClaims.Taken;
import io.accountsync.run.deletions.DeletionCheck.Checked;
import io.accountsync.state.IntendedDeletion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Tells the state, right before a call that deletes, what it is to delete. A record that a stream has in hands, or has changed since
 * the run began, is not deleted: the run knows less of its row than the stream does.
 */
final class DeletionIntent {
    private static final Checked NOTHING = new Checked(List.of(), List.of(), List.of());

    private final DeletionTarget target;
    private final Run run;
    private final RunClaims claims;
    private final Waiting waiting;

    /** How it is waited for streams, which need threads and places in flight to go on. */
    @FunctionalInterface
    interface Waiting {
        Optional<Taken> during(Supplier<Optional<Taken>> claim);
    }

    DeletionIntent(DeletionTarget target, Waiting waiting) {
        this.waiting = waiting;
        this.target = target;
        this.run = target.run();
        this.claims = new RunClaims(run);
    }

    /**
     * Looks at records, and notes those that may be deleted.
     *
     * @param sentBefore ids that an earlier call was to delete and of which nobody knows whether it did
     */
    Checked look(List<Candidate> candidates, Set<String> sentBefore) throws SalesforceException {
        if (claims.areNeeded() && isHeld(candidates)) {
            return NOTHING;
        }
        Checked checked = new DeletionCheck(target).look(candidates, sentBefore);
        if (checked.intended().isEmpty()) {
            return checked;
        }
        Map<String, byte[]> keys = new HashMap<>();
        checked.intended().forEach(one -> keys.put(one.key(), null));
        Optional<Taken> taken = claim(keys, newer -> intend(without(newer, checked.intended())));
        if (taken.isEmpty()) {
            return NOTHING;
        }
        return taken.get().newer().isEmpty() ? checked : without(taken.get().newer(), checked);
    }

    /** Waits for streams before the org is asked, so that its answer is what is deleted. Says whether the run is to stop. */
    private boolean isHeld(List<Candidate> candidates) {
        Map<String, byte[]> keys = new HashMap<>();
        candidates.forEach(candidate -> keys.put(candidate.key(), null));
        return claim(keys, newer -> {}).isEmpty();
    }

    private Optional<Taken> claim(Map<String, byte[]> keys, Consumer<Set<String>> work) {
        return claims.areNeeded() ? waiting.during(() -> claims.take(keys, work)) : claims.take(keys, work);
    }

    private void intend(List<IntendedDeletion> about) {
        if (!about.isEmpty()) {
            run.state().deletions().intend(about, target.orgId(), run.id());
        }
    }

    private static List<IntendedDeletion> without(Set<String> newer, List<IntendedDeletion> intended) {
        return intended.stream().filter(one -> !newer.contains(one.key())).toList();
    }

    private static Checked without(Set<String> newer, Checked checked) {
        List<DeletionResult> ended = new ArrayList<>(checked.ended());
        ended.removeIf(result -> newer.contains(result.candidate().key()));
        checked.due().stream()
                .filter(candidate -> newer.contains(candidate.key()))
                .map(DeletionResult::rowIsBack)
                .forEach(ended::add);
        return new Checked(
                checked.due().stream()
                        .filter(candidate -> !newer.contains(candidate.key()))
                        .toList(),
                without(newer, checked.intended()),
                ended);
    }
}
