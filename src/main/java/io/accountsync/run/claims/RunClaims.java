package io.accountsync.run.claims;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Run;
import io.accountsync.state.LeaseName;
import io.accountsync.state.RecordClaims;
import io.accountsync.state.SyncState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a run claims of records that a stream may send, too: before it sends or deletes them, in the transaction that notes that.
 * Records that a stream changed since the run began are left to the stream, whose view is the newer one. Where no stream session is
 * there, or was since the run began, that transaction does nothing more than look whether there is one. A stream session itself claims
 * its records before it compares them, and nothing here.
 */
public final class RunClaims {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Run run;
    private final SyncState state;
    private final RecordClaims claims;

    public RunClaims(Run run) {
        this.run = run;
        this.state = run.state();
        this.claims = state.claims();
    }

    /**
     * What was claimed.
     *
     * @param ours these are ours until {@link #release}, or until the run's lease ends
     * @param newer a stream changed these since the run began; nobody claimed them
     * @param held a stream has these in hands now
     */
    public record Taken(Set<String> ours, Set<String> newer, Set<String> held) {
        private static final Taken NOTHING = new Taken(Set.of(), Set.of(), Set.of());
    }

    /** Whether a stream may send records of this sync now, or may have sent some since the run began. */
    public boolean areNeeded() {
        return !state.lease().isSession()
                && state.sessions().wereThere()
                && (claims.areInUse() || state.sessions().records().mayBeThereSince(run.begunAt()));
    }

    /**
     * Claims records and writes, in one transaction; waits for those that a stream has in hands, with none in ours.
     *
     * @param records by key, with the fingerprint of what is about to be sent; null where nothing is
     * @param work what belongs into the transaction, given the records that are {@link Taken#newer}
     * @return empty when the run is to stop: nothing is claimed and nothing was written then
     */
    public Optional<Taken> take(Map<String, byte[]> records, Consumer<Set<String>> work) {
        long since = System.nanoTime();
        Duration pause = SHORTEST;
        while (true) {
            Taken taken = tryToTake(records, work);
            if (taken.held().isEmpty()) {
                return Optional.of(taken);
            }
            state.sessions().buryDead(run.doubtsUntil());
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            if (waited > longest().toMillis()) {
                run.stop(tooLong(taken.held()));
            }
            run.pause(pause);
            if (run.isStopping()) {
                return Optional.empty();
            }
            pause = pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        }
    }

    private Taken tryToTake(Map<String, byte[]> records, Consumer<Set<String>> work) {
        Taken[] taken = {Taken.NOTHING};
        state.write(() -> {
            taken[0] = Taken.NOTHING;
            if (areNeeded()) {
                taken[0] = takeNow(records);
                if (!taken[0].held().isEmpty()) {
                    claims.release(taken[0].ours());
                    return;
                }
            }
            work.accept(taken[0].newer());
        });
        return taken[0];
    }

    /** Claims those that nobody has in hands, and waits for none. Call it within a transaction of the run. */
    public Taken takeNow(Map<String, byte[]> records) {
        Set<String> ours = new HashSet<>(claims.take(records.keySet()));
        Set<String> newer = newer(records);
        Set<String> held = new HashSet<>(records.keySet());
        held.removeAll(ours);
        held.removeAll(newer);
        Set<String> forNobody = new HashSet<>(ours);
        forNobody.retainAll(newer);
        claims.release(forNobody);
        ours.removeAll(newer);
        return new Taken(ours, newer, held);
    }

    /** Those that a stream changed since the run began. */
    public Set<String> newer(Map<String, byte[]> records) {
        return state.sessions().records().changedSince(records, run.id(), run.begunAt());
    }

    /**
     * Those of these records of which the run must not write what it read: a stream has them in hands, or changed them since the run
     * began. None where no stream is there. Call it within a transaction of the run.
     */
    public Set<String> ofStreams(Collection<String> keys) {
        if (keys.isEmpty() || !areNeeded()) {
            return Set.of();
        }
        Map<String, byte[]> records = new HashMap<>();
        keys.forEach(key -> records.put(key, null));
        Set<String> others = new HashSet<>(newer(records));
        claims.holders(keys).forEach((key, holder) -> {
            if (holder.isSession()) {
                others.add(key);
            }
        });
        return others;
    }

    /** Gives claims back, in the transaction that writes what became of the records. */
    public void release(Collection<String> keys) {
        if (areNeeded()) {
            claims.release(keys);
        }
    }

    /** A living stream ends a batch, or loses its lease, before that. */
    private Duration longest() {
        return run.settings().calls().doubtTime().plus(state.leases().expiry()).multipliedBy(2);
    }

    private String tooLong(Set<String> held) {
        String holders = claims.holders(held).values().stream()
                .filter(LeaseName::isSession)
                .map(LeaseName::toString)
                .sorted()
                .findFirst()
                .orElse("another holder");
        return Sentence.closed("The run waited for more than " + longest().toSeconds() + " s for "
                        + Quantity.of(held.size(), "record") + " that " + holders + " is sending")
                + " The rest remains to be sent by the next run.";
    }
}
