package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Confirmed records that are gone from the source are known by key, each sync for itself. */
abstract class MissingRecordsContract extends StateContract {
    MissingRecordsContract(TestDatabase on) {
        super(on);
    }

    @Test
    void eachRecordIsMissingSinceItWasFirstMissedUntilARunComesByIt() {
        SyncState accounts = new SyncState(database, "accounts", null);
        SyncState others = new SyncState(database, "others", null);
        for (String key : List.of("a", "b", "c")) {
            accounts.records().confirm(List.of(new SyncedRecord(key, new byte[16], null)), 1);
        }
        others.missing().add(List.of("a"), 2);
        accounts.missing().add(List.of("a", "b"), 2);
        long since = accounts.missing().since("b").orElseThrow();

        accounts.missing().add(List.of("b", "c"), 3);
        accounts.missing().removeOthers(3);

        assertThat(accounts.missing().among(List.of("a", "b", "c"))).containsExactlyInAnyOrder("b", "c");
        assertThat(accounts.missing().since("b")).contains(since);
        assertThat(accounts.missing().count()).isEqualTo(2);
        accounts.records().remove("c");
        assertThat(accounts.missing().count()).as("of those that are known").isEqualTo(1);
        accounts.missing().clear();
        assertThat(accounts.missing().count()).isZero();
        assertThat(others.missing().among(List.of("a"))).containsExactly("a");
    }

    @Test
    void aPlanKeepsHowManyAreMissingAndItsApprovalCoversNoMore() {
        Plans plans = new Plans(database, "accounts");
        plans.ofRuns().save(plan(20));
        plans.approve("p");
        Plan approved = plans.ofRuns().find().orElseThrow();

        assertThat(approved.missing()).isEqualTo(20);
        assertThat(approved.covers(plan(22))).isTrue();
        assertThat(approved.covers(plan(23))).isFalse();
        plans.ofRuns().save(plan(0));
        plans.approve("p");
        assertThat(plans.ofRuns().find().orElseThrow().covers(plan(1)))
                .as("approved for something else")
                .isFalse();
    }

    private static Plan plan(long missing) {
        return new Plan("p", "org", "mapping", 1, 2, 3, missing, null, "why", false);
    }
}

class MissingRecordsSqliteTest extends MissingRecordsContract {
    MissingRecordsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class MissingRecordsPostgresTest extends MissingRecordsContract {
    MissingRecordsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
