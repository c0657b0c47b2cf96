package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.accountsync.config.Settings;
import io.accountsync.config.TestClock;
import io.accountsync.salesforce.CallFence;
import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lease of a run that stood still, or whose state is not there any more. */
class LeaseKeeperTest {
    @TempDir
    private Path directory;

    private final TestClock clock = TestClock.standing();
    private final CallFence fence = new CallFence();
    private StateDatabase database;
    private Leases leases;

    @BeforeEach
    void acquire() {
        Map<String, String> keys = Map.of("state.directory", directory.toString());
        database = StateDatabase.open(Settings.of(key -> Optional.ofNullable(keys.get(key))), clock);
        leases = new Leases(database, LeaseOwner.self(), Duration.ofMinutes(1));
        assertThat(leases.acquire("accounts")).isEmpty();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aLeaseThatCannotBeGivenBackDoesNotCostTheReport() {
        LeaseKeeper keeper = new LeaseKeeper(leases, "accounts", clock, fence);
        database.close();

        assertThatCode(keeper::close).doesNotThrowAnyException();
    }

    @Test
    void whoStoodStillAndFindsItsLeaseWithAnotherDoesNotGoOn() {
        try (LeaseKeeper keeper = new LeaseKeeper(leases, "accounts", clock, fence)) {
            clock.advance(Duration.ofSeconds(61));
            Leases another = new Leases(database, LeaseOwner.self(), Duration.ofMinutes(1));
            assertThat(another.acquire("accounts")).isEmpty();

            assertThat(keeper.loss().orElseThrow()).contains("went to another process while this one was held up");
        }
    }

    @Test
    void whoStoodStillAndStillHasItsLeaseGoesOnWithIt() {
        try (LeaseKeeper keeper = new LeaseKeeper(leases, "accounts", clock, fence)) {
            clock.advance(Duration.ofSeconds(61));

            assertThat(keeper.loss()).isEmpty();
            assertThat(new Leases(database, LeaseOwner.self(), Duration.ofMinutes(1)).acquire("accounts"))
                    .as("renewed")
                    .isPresent();
        }
    }

    @Test
    void whoCannotAskForALongerTimeThanItsLeaseLastsDoesNotGoOn() {
        try (LeaseKeeper keeper = new LeaseKeeper(leases, "accounts", clock, fence)) {
            database.close();
            assertThat(keeper.loss()).as("nobody can have it yet").isEmpty();
            clock.advance(Duration.ofSeconds(61));

            assertThat(keeper.loss().orElseThrow()).contains("could not be renewed for 60 s");
        }
    }
}
