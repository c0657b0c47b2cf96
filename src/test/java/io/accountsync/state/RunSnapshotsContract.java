package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.state.RunSnapshots.Snapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs saw of the database whose log a stream reads. */
abstract class RunSnapshotsContract extends StateContract {
    private static final Snapshot FIRST = new Snapshot(1, 100, "db/1#", "10:20:15", 1000);
    private static final Snapshot SECOND = new Snapshot(2, 200, "db/1#", "30:30:", 2000);

    private RunSnapshots snapshots;

    RunSnapshotsContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void openSnapshots() {
        snapshots = new RunSnapshots(database, "accounts");
    }

    @Test
    void eachRunHasItsOwnAndASyncKnowsNothingOfAnother() {
        assertThat(snapshots.wereThere()).isFalse();
        snapshots.keep(FIRST);
        snapshots.keep(SECOND);

        assertThat(snapshots.has(1)).isTrue();
        assertThat(snapshots.has(3)).isFalse();
        assertThat(snapshots.latest()).contains(SECOND);
        assertThat(snapshots.of(List.of(1L, 3L))).containsOnly(Map.entry(1L, FIRST));
        assertThat(new RunSnapshots(database, "others").latest()).isEmpty();
        assertThat(new RunSnapshots(database, "others").of(List.of(1L))).isEmpty();
    }

    @Test
    void theLatestWholeOneIsOfARunThatCameToItsEnd() {
        snapshots.keep(FIRST);
        assertThat(snapshots.latestWhole()).isEmpty();
        snapshots.isWhole(1);
        snapshots.keep(SECOND);
        assertThat(snapshots.latestWhole()).contains(FIRST);
        snapshots.isWhole(3);
        assertThat(snapshots.latestWhole()).contains(FIRST);
    }

    @Test
    void whatARunWroteAsItReadItIsNoChangeOfAStream() {
        SourceVersions versions = new SourceVersions(database, "accounts");
        versions.keep(SourceVersions.RUN, Map.of("a", 7L));
        versions.keep("lsn:crm/shop", Map.of("b", 7L));
        Map<String, byte[]> records = new HashMap<>();
        List.of("a", "b").forEach(key -> records.put(key, null));

        assertThat(new StreamedRecords(database, "accounts").changedSince(records, 7, 0))
                .containsExactly("b");
    }

    @Test
    void aResetForgetsThem() {
        snapshots.keep(FIRST);
        SyncState command =
                new SyncState(database, "accounts", new Leases(database, LeaseOwner.self(), Duration.ofSeconds(60)));
        assertThat(command.leases().acquire("accounts")).isEmpty();

        command.forget(Duration.ofMinutes(1));

        assertThat(snapshots.wereThere()).isFalse();
    }
}

class RunSnapshotsSqliteTest extends RunSnapshotsContract {
    RunSnapshotsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class RunSnapshotsPostgresTest extends RunSnapshotsContract {
    RunSnapshotsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
