package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What guards let through of streams counts for a day, in all processes. */
abstract class StreamGuardsContract extends StateContract {
    private StreamGuards guards;

    StreamGuardsContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void openGuards() {
        guards = new StreamGuards(database, "accounts");
    }

    @Test
    void whatOneProcessLetThroughCountsInAnotherAndAfterARestart() {
        grant(guards, "A", "B");
        StreamGuards other = new StreamGuards(state.open(), "accounts");
        grant(other, "B", "C");

        assertThat(window(other, "C", "D")).isEqualTo(new StreamGuards.Window(3, Set.of("C"), 0));
        assertThat(other.window(GuardedEffect.CREATE, List.of("A"), "v1").before())
                .isZero();
        assertThat(new StreamGuards(database, "contacts")
                        .window(GuardedEffect.CLEAR, List.of("A"), "v1")
                        .before())
                .isZero();
    }

    @Test
    void aRecordThatIsLetThroughAgainAndAgainIsOneRecordAndItsLastTimeCounts() {
        grant(guards, "A", "B");
        older(Duration.ofHours(20));
        grant(guards, "B");
        assertThat(window(guards).before()).isEqualTo(2);

        older(Duration.ofHours(5));

        assertThat(window(guards, "A", "B")).isEqualTo(new StreamGuards.Window(1, Set.of("B"), 0));
    }

    @Test
    void whatIsADayOldIsForgottenWithItsRecords() {
        grant(guards, "A", "B");
        older(Duration.ofHours(25));

        grant(guards, "C");

        assertThat(window(guards).before()).isEqualTo(1);
        assertThat(state.sql().queryForList("select record_key from guarded_record", String.class))
                .containsExactly("C");
        assertThat(state.sql().queryForList("select records from guarded_count", Long.class))
                .containsExactly(1L);
    }

    @Test
    void anApprovalBeginsAnewTheGuardsOfItsPlanOnlyAndLetsItsBatchPassBesides() {
        grant(guards, "A", "B");
        guards.grant(GuardedEffect.CREATE, List.of("N"));
        approve(Map.of(GuardedEffect.CLEAR, 4L));

        assertThat(window(guards, "A")).isEqualTo(new StreamGuards.Window(0, Set.of(), 4));
        assertThat(guards.window(GuardedEffect.CREATE, List.of(), "v1").before())
                .as("the person was not asked about it")
                .isEqualTo(1);
        assertThat(guards.everApproved(GuardedEffect.CLEAR)).isTrue();
        assertThat(guards.everApproved(GuardedEffect.CREATE)).isFalse();
        grant(guards, "A");
        assertThat(window(guards).before()).isEqualTo(1);
    }

    @Test
    void whatAPersonAllowedEndsWithTheMappingAndWithTheDay() {
        approve(Map.of(GuardedEffect.CLEAR, 4L));
        assertThat(guards.window(GuardedEffect.CLEAR, List.of(), "v2").allowed())
                .isZero();
        assertThat(window(guards).allowed()).isEqualTo(4);

        older(Duration.ofHours(25));

        assertThat(window(guards).allowed()).isZero();
    }

    @Test
    void anApprovalThatIsGivenAgainAllowsNothingMore() {
        approve(Map.of(GuardedEffect.CLEAR, 4L));
        grant(guards, "A", "B");

        assertThat(new Plans(database, "accounts").approve("s1")).isTrue();

        assertThat(window(guards).before()).isEqualTo(2);
    }

    private void approve(Map<GuardedEffect, Long> allowances) {
        Plans plans = new Plans(database, "accounts");
        plans.ofStream().save(new Plan("s1", "org", "v1", 0, 0, 4, 0, null, "too many", false, allowances));
        plans.approve("s1");
    }

    /** As if so much time had passed; the clock of a server is nobody's. */
    private void older(Duration time) {
        long millis = time.toMillis();
        state.sql().update("update guarded_record set bucket = bucket - ?", millis);
        state.sql().update("update guarded_count set bucket = bucket - ?", millis);
        state.sql().update("update stream_guard set since = since - ? where since > 0", millis);
    }

    private void grant(StreamGuards by, String... keys) {
        database.atomically(() -> {
            by.lock();
            by.grant(GuardedEffect.CLEAR, List.of(keys));
        });
    }

    private static StreamGuards.Window window(StreamGuards of, String... keys) {
        return of.window(GuardedEffect.CLEAR, List.of(keys), "v1");
    }
}

class StreamGuardsSqliteTest extends StreamGuardsContract {
    StreamGuardsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class StreamGuardsPostgresTest extends StreamGuardsContract {
    StreamGuardsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
