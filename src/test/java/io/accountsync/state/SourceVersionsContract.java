package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tells an older event from a newer one. */
abstract class SourceVersionsContract extends StateContract {
    private SourceVersions versions;

    SourceVersionsContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void openVersions() {
        versions = new SourceVersions(database, "accounts");
    }

    @Test
    void theGreatestOfAnOriginStays() {
        versions.keep("kafka:accounts/0", Map.of("a", 7L, "b", 1L));
        versions.keep("kafka:accounts/0", Map.of("a", 5L, "b", 2L));

        assertThat(versions.find(List.of("a", "b", "c"), "kafka:accounts/0"))
                .containsOnly(Map.entry("a", 7L), Map.entry("b", 2L));
    }

    @Test
    void anOriginSaysNothingOfAnotherOneAndASyncNothingOfAnother() {
        versions.keep("kafka:accounts/0", Map.of("a", 7L));
        versions.keep(SourceVersions.ofCursor("updated_at"), Map.of("a", 9L));
        new SourceVersions(database, "others").keep("kafka:accounts/0", Map.of("a", 8L));

        assertThat(versions.find(List.of("a"), "kafka:accounts/0")).containsOnly(Map.entry("a", 7L));
        assertThat(versions.find(List.of("a"), "cursor:updated_at")).containsOnly(Map.entry("a", 9L));
        assertThat(versions.find(List.of("a"), "kafka:accounts/1")).isEmpty();
    }

    @Test
    void eachPartitionHasItsOwnAndTheirNumberGrowsWithPartitionsOnly() {
        versions.keep("kafka:accounts/0", Map.of("a", 7L, "b", 7L));
        versions.keep("kafka:accounts/1", Map.of("a", 1L));
        versions.keep("kafka:accounts/0", Map.of("a", 8L));

        assertThat(versions.find(List.of("a", "b"), "kafka:accounts/0"))
                .containsOnly(Map.entry("a", 8L), Map.entry("b", 7L));
        assertThat(versions.find(List.of("a"), "kafka:accounts/1")).containsOnly(Map.entry("a", 1L));
        assertThat(state.sql().queryForObject("select count(*) from source_version", Long.class))
                .isEqualTo(3);
    }

    @Test
    void anotherIncarnationTakesThePlaceOfAllPartitionsOfTheOneBefore() {
        versions.keep("kafka:accounts/0", Map.of("a", 7L, "b", 7L));
        versions.keep("kafka:accounts/1#one", Map.of("a", 7L));
        versions.keep("kafka:accounts-eu/0", Map.of("a", 3L));
        versions.keep("kafka:accounts/2#two", Map.of("a", 1L));

        assertThat(versions.find(List.of("a", "b"), "kafka:accounts/0")).containsOnly(Map.entry("b", 7L));
        assertThat(versions.find(List.of("a"), "kafka:accounts/1#one")).isEmpty();
        assertThat(versions.find(List.of("a"), "kafka:accounts-eu/0")).containsOnly(Map.entry("a", 3L));
    }

    @Test
    void aPartitionIsOvertakenByAnotherThatBroughtTheRecordWithItOrLater() {
        versions.keep(Map.of("kafka:accounts/0", Map.of("a", 7L, "b", 7L), "kafka:accounts/1", Map.of("a", 1L)));
        versions.keep(Map.of("lsn:crm/shop", Map.of("a", 1L), "snapshot:crm/shop", Map.of("a", 1L)));

        assertThat(versions.elsewhere(List.of("a", "b"), "kafka:accounts/0"))
                .containsOnly(Map.entry("a", "kafka:accounts/1"));
        assertThat(versions.elsewhere(List.of("a", "b"), "kafka:accounts/1"))
                .as("of b it brought none")
                .containsOnly(Map.entry("a", "kafka:accounts/0"), Map.entry("b", "kafka:accounts/0"));
        assertThat(versions.elsewhere(List.of("a", "b"), "lsn:crm/shop")).isEmpty();
    }

    @Test
    void aResetForgetsThemAndClaimsAndThatThereWereStreams() {
        SyncState session = RecordClaimsContract.session(database, LeaseName.ofSession("accounts", 1));
        session.write(() -> {
            session.claims().take(List.of("a"));
            session.versions().keep("kafka:accounts/0", Map.of("a", 7L));
        });
        SyncState command =
                new SyncState(database, "accounts", new Leases(database, LeaseOwner.self(), Duration.ofSeconds(60)));
        assertThat(command.leases().acquire("accounts")).isEmpty();

        command.forget(Duration.ofMinutes(1));

        assertThat(versions.find(List.of("a"), "kafka:accounts/0")).isEmpty();
        assertThat(command.claims().areInUse()).isFalse();
        assertThat(command.sessions().wereThere()).isFalse();
    }
}

class SourceVersionsSqliteTest extends SourceVersionsContract {
    SourceVersionsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class SourceVersionsPostgresTest extends SourceVersionsContract {
    SourceVersionsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
