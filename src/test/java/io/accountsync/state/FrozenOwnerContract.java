package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * A process that holds the lease stands still in the middle of a transaction: stopped, on a paused machine, cut off. The next
 * one gets the lease, or is told whom it waits for; the one that stood still writes nothing when it goes on.
 */
@Tag("full")
abstract class FrozenOwnerContract extends StateContract {
    private static final Duration EXPIRY = Duration.ofMillis(1500);

    FrozenOwnerContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void shareTheClock() {
        database.close();
        state.set("sync.lease-expiry", EXPIRY.toMillis() + "ms").inRealTime();
        database = state.open();
    }

    /** @param more keys and values that only that process has */
    OtherProcess frozen(String where, String... more) {
        List<String> arguments = new ArrayList<>(List.of(state.arguments(where)));
        arguments.addAll(List.of(more));
        OtherProcess process = OtherProcess.start(Owner.class, arguments.toArray(String[]::new));
        assertThat(process.line()).isEqualTo("in the middle");
        process.standStill();
        return process;
    }

    SyncState run() {
        return new SyncState(database, "accounts", new Leases(database, LeaseOwner.self(), EXPIRY));
    }

    static void confirm(SyncState run, String key) {
        run.records().confirm(List.of(IncrementalRepositoryContract.record(key, 1)), 1);
    }

    /** Takes the lease, says when it is in the middle of a transaction, and goes on when it is told to. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) {
            StateDatabase database = TestState.open(TestState.pairs(arguments, 1));
            SyncState run = new SyncState(database, "accounts", new Leases(database, LeaseOwner.self(), EXPIRY));
            if (run.leases().acquire("accounts").isPresent()) {
                throw new IllegalStateException("the lease is taken");
            }
            try {
                switch (arguments[0]) {
                    case "before the first write" ->
                        run.write(() -> {
                            pause();
                            confirm(run, "theirs");
                        });
                    case "between two writes" ->
                        run.write(() -> {
                            confirm(run, "theirs");
                            pause();
                            confirm(run, "theirs too");
                        });
                    default ->
                        run.write(() -> database.erasing(() -> {
                            confirm(run, "theirs");
                            pause();
                        }));
                }
                run.write(() -> confirm(run, "theirs, later"));
                System.out.println("written");
            } catch (RuntimeException e) {
                System.out.println(e.getClass().getSimpleName());
            }
        }

        private static void pause() {
            try {
                System.out.println("in the middle");
                System.in.read();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
