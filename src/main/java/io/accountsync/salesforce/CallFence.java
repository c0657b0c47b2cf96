package io.accountsync.salesforce;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The last look before a call leaves: a process that was held up between its decision to call and the call itself must not
 * make it any more when its lease has ended meanwhile. Safe for several threads.
 */
public final class CallFence {
    private final List<Supplier<Optional<String>>> reasons = new CopyOnWriteArrayList<>();
    private volatile String closed;

    /** Asks this before each call that can write, until {@link #remove}. */
    public void add(Supplier<Optional<String>> reason) {
        reasons.add(reason);
    }

    public void remove(Supplier<Optional<String>> reason) {
        reasons.remove(reason);
    }

    /** From now on no call at all is made. */
    void close(String reason) {
        closed = reason;
    }

    /**
     * Why a call must not be made; empty when it may.
     *
     * @param writes whether it can change records
     */
    Optional<String> refusal(boolean writes) {
        if (closed != null) {
            return Optional.of(closed);
        }
        return writes
                ? reasons.stream().flatMap(reason -> reason.get().stream()).findFirst()
                : Optional.empty();
    }
}
