package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.accountsync.config.Settings;
import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.StateDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lease of a run, when the state is not there any more. */
class LeaseKeeperTest {
    @TempDir
    private Path directory;

    @Test
    void aLeaseThatCannotBeGivenBackDoesNotCostTheReport() {
        Map<String, String> keys = Map.of("state.directory", directory.toString());
        StateDatabase database =
                StateDatabase.open(Settings.of(key -> Optional.ofNullable(keys.get(key))), Clock.systemUTC());
        Leases leases = new Leases(database, LeaseOwner.self(), Duration.ofMinutes(1));
        leases.acquire("accounts");
        LeaseKeeper keeper = new LeaseKeeper(leases, "accounts", Clock.systemUTC());
        database.close();

        assertThatCode(keeper::close).doesNotThrowAnyException();
    }
}
