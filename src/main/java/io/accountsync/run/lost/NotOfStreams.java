package io.accountsync.run.lost;

import io.accountsync.run.Run;
import io.accountsync.run.claims.RunClaims;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a run may write of what Salesforce told it: nothing of records that a stream has in hands, or has changed since the run began,
 * as when it has just made them anew.
 */
final class NotOfStreams {
    private final RunClaims claims;
    private Set<String> others = Set.of();

    NotOfStreams(Run run) {
        this.claims = new RunClaims(run);
    }

    /** Looks which of these records are left to streams; within a transaction of the run, which may be done again. */
    void among(Collection<String> keys) {
        others = claims.ofStreams(keys);
    }

    /** Whether any is. */
    boolean leavesAny() {
        return !others.isEmpty();
    }

    /** Those that are left to nobody. */
    <T> List<T> of(Collection<T> all, Function<T, String> key) {
        return all.stream().filter(one -> !others.contains(key.apply(one))).toList();
    }
}
