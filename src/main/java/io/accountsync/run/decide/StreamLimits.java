package io.accountsync.run.decide;

import io.accountsync.run.HeldBackException;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.gone.ApprovedGone;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneLimit;
import io.accountsync.run.gone.GoneLog;
import io.accountsync.run.send.Sending;
import io.accountsync.state.ChangedKeys;
import io.accountsync.state.GuardedEffect;
import io.accountsync.state.Plan;
import io.accountsync.state.StreamGuards;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Holds a batch of a stream back that would go past a guard, together with all that the streams of its sync did within 24 hours in any
 * process. What is let through is noted in the same transaction, before it is sent, and one batch of a sync at a time: neither a restart nor
 * another replica begins at zero.
 */
public final class StreamLimits {
    private final Sending sending;
    private final Run run;
    private final Gone gone;
    private final RecordsSentBefore sentBefore;
    private final StreamGuards guards;

    /** @param gone the records that something is to happen to since their rows are gone */
    public StreamLimits(Sending sending, Gone gone, RecordsSentBefore sentBefore) {
        this.sending = sending;
        this.run = sending.run();
        this.gone = gone;
        this.sentBefore = sentBefore;
        this.guards = run.state().guards();
    }

    /** What became of the batch; neither of them where the org is to be asked first. */
    private record Verdict(Plan held, boolean isLetThrough) {}

    /**
     * Lets what is about to be sent through.
     *
     * @throws RunStoppedException when that is too much and nobody approved it
     * @throws SalesforceException when the org cannot be asked
     */
    public void require() throws SalesforceException {
        Map<GuardedEffect, Set<String>> keys = keys();
        if (gone.count() == 0 && keys.values().stream().allMatch(Set::isEmpty)) {
            // As most batches of a stream are: nothing that any guard counts.
            return;
        }
        sentBefore.nextBatch();
        OptionalLong others = OptionalLong.empty();
        Verdict verdict = admit(others, keys);
        while (verdict.held() == null && !verdict.isLetThrough()) {
            // Not within the transaction, which would be held as long as the call lasts.
            others = OptionalLong.of(new OtherRecords(sending).count());
            // Some of those that the state does not know are in the org, as it turned out.
            verdict = admit(others, keys());
        }
        if (verdict.held() != null) {
            throw new HeldBackException(run.name(), verdict.held());
        }
    }

    private Verdict admit(OptionalLong others, Map<GuardedEffect, Set<String>> keys) {
        Verdict[] verdict = new Verdict[1];
        run.state().write(() -> verdict[0] = judge(others, keys));
        return verdict[0];
    }

    /** Within a transaction, which may be done twice. */
    private Verdict judge(OptionalLong others, Map<GuardedEffect, Set<String>> keys) {
        guards.lock();
        GuardedChanges changes = changes(keys);
        if (others.isEmpty() && changes.createsMany(run.settings().maxCreates())) {
            return new Verdict(null, false);
        }
        GuardReasons guard = new GuardReasons(run);
        Map<GuardedEffect, String> reasons = guard.of(others.orElse(0), changes);
        if (!reasons.isEmpty() && sentBefore.again(run)) {
            reasons = guard.of(others.orElse(0), changes);
        }
        Optional<String> tooManyGone = new GoneLimit(sending.reading(), gone).reason();
        if (reasons.isEmpty() && tooManyGone.isEmpty()) {
            keys.forEach(guards::grant);
            new GoneLog(sending.reading()).grant(gone, false);
            return new Verdict(null, true);
        }
        return new Verdict(hold(changes, keys, reasons, tooManyGone), false);
    }

    private Plan hold(
            GuardedChanges changes,
            Map<GuardedEffect, Set<String>> keys,
            Map<GuardedEffect, String> reasons,
            Optional<String> tooManyGone) {
        List<String> all = new ArrayList<>();
        tooManyGone.map(GoneLimit::alone).ifPresent(all::add);
        all.addAll(reasons.values());
        Map<GuardedEffect, Long> allowances = new EnumMap<>(GuardedEffect.class);
        // Also those that were let through before: after the approval they count anew.
        reasons.keySet()
                .forEach(
                        effect -> allowances.put(effect, (long) keys.get(effect).size()));
        Plan plan = new Plan(
                // A plan of its own each time: an approval is for what was shown, and not for another batch of that
                // size.
                Plan.ofStream(UUID.randomUUID().toString().substring(0, 8)),
                sending.reading().org().id(),
                sending.reading().mappingVersion(),
                changes.creates().total(),
                changes.updates().total(),
                changes.clears().total(),
                0,
                tooManyGone.isEmpty() ? null : gone.hash(),
                String.join(" And: ", all),
                false,
                allowances);
        Plan waiting = run.state().plans().ofStream().saveUnlessOneWaits(plan);
        if (waiting.id().equals(plan.id())) {
            ApprovedGone approved = new ApprovedGone(run, gone);
            if (tooManyGone.isPresent()) {
                approved.keep(plan.id());
            } else {
                approved.keepNone();
            }
        }
        return waiting;
    }

    /** Of a guard that allows any number nothing is noted. */
    private Map<GuardedEffect, Set<String>> keys() {
        ChangedKeys keys = sending.changes().counts().keys();
        Map<GuardedEffect, Set<String>> all = new EnumMap<>(GuardedEffect.class);
        for (GuardedEffect effect : EnumSet.allOf(GuardedEffect.class)) {
            switch (effect) {
                case CREATE -> all.put(effect, keys.creates());
                case CHANGE -> {
                    if (run.settings().maxChanges() < 100) {
                        all.put(effect, keys.updates());
                    }
                }
                case CLEAR -> {
                    if (run.settings().maxClears() < 100) {
                        all.put(effect, keys.clears());
                    }
                }
            }
        }
        return all;
    }

    private GuardedChanges changes(Map<GuardedEffect, Set<String>> keys) {
        boolean isFirst = !guards.everApproved(GuardedEffect.CREATE)
                && run.state().runs().lastCompleted(run.name()) == 0
                && !run.state().sessions().anySucceeded();
        if (keys.containsKey(GuardedEffect.CHANGE)) {
            // What it made itself a moment ago is new, and no change of what the org had.
            Set<String> changed = keys.get(GuardedEffect.CHANGE);
            changed.removeAll(window(GuardedEffect.CREATE, changed).among());
        }
        return new GuardedChanges(
                true,
                isFirst,
                guarded(GuardedEffect.CREATE, keys),
                guarded(GuardedEffect.CHANGE, keys),
                guarded(GuardedEffect.CLEAR, keys),
                () -> sentBefore.count(run));
    }

    private Guarded guarded(GuardedEffect effect, Map<GuardedEffect, Set<String>> keys) {
        Set<String> own = keys.getOrDefault(effect, Set.of());
        StreamGuards.Window window = window(effect, own);
        return new Guarded(own.size() - window.among().size(), window.before(), window.allowed());
    }

    private StreamGuards.Window window(GuardedEffect effect, Set<String> keys) {
        return guards.window(effect, keys, sending.reading().mappingVersion());
    }
}
