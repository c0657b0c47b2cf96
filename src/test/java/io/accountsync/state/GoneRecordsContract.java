package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.state.GoneRecords.Pending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which records are gone, what is to happen to them, and what happened within the last hours; each sync for itself. */
abstract class GoneRecordsContract extends StateContract {
    private static final Duration DAY = Duration.ofDays(1);

    GoneRecordsContract(TestDatabase on) {
        super(on);
    }

    @Test
    void aRecordIsPendingUntilItsRowIsBackOrItIsKnownNoMore() {
        SyncState accounts = accounts("a", "b", "c");
        accounts.gone().keep(List.of("a", "b"), "TOMBSTONE", true, 1);
        accounts.gone().keep(List.of("c"), "ABSENT", false, 1);
        new SyncState(database, "others", null).gone().keep(List.of("x"), "TOMBSTONE", true, 1);

        assertThat(accounts.gone().pending("", 10))
                .containsExactly(new Pending("a", "TOMBSTONE"), new Pending("b", "TOMBSTONE"));
        assertThat(accounts.gone().pending("a", 1)).containsExactly(new Pending("b", "TOMBSTONE"));
        accounts.gone().done(List.of("a"));
        accounts.records().remove("b");
        accounts.gone().tidy(2, true, DAY);
        assertThat(accounts.gone().countPending()).isZero();
    }

    @Test
    void whatWasGrantedCountsOnceForADayAndNotWhereAPersonApprovedIt() {
        SyncState accounts = accounts("a", "b", "c");
        accounts.gone().keep(List.of("a", "b", "c"), "TOMBSTONE", true, 1);
        accounts.gone().grant(List.of("a", "b"), false, DAY);
        accounts.gone().grant(List.of("c"), true, DAY);
        accounts.gone().grant(List.of("a"), false, DAY);
        accounts.records().clear();
        accounts.gone().tidy(2, true, DAY);

        assertThat(accounts.gone().grantedWithin(DAY)).isEqualTo(2);
        assertThat(accounts.gone().grantedWithin(DAY, List.of("a", "c", "d"))).containsExactlyInAnyOrder("a", "c");
        assertThat(accounts.gone().grantedWithin(Duration.ZERO)).isZero();
        assertThat(new SyncState(database, "others", null).gone().grantedWithin(DAY))
                .isZero();
        accounts.gone().clear();
        assertThat(accounts.gone().grantedWithin(DAY)).isZero();
    }

    @Test
    void aRowThatIsBackStaysSoAsLongAsItIsListed() {
        SyncState accounts = accounts("a", "b");
        accounts.gone().areBack(List.of("a", "b"), "DELETIONS_ROUTE", 1);
        accounts.gone().areBack(List.of("a"), "DELETIONS_ROUTE", 2);

        accounts.gone().tidy(2, true, DAY);

        assertThat(accounts.gone().back(List.of("a", "b"))).containsExactly("a");
        accounts.gone().tidy(3, false, DAY);
        assertThat(accounts.gone().back(List.of("a"))).as("nobody was asked").containsExactly("a");
    }

    @Test
    void whoCreatedARecordIsKnownForAsLongAsItHasItsId() {
        SyncState accounts = new SyncState(database, "accounts", null);
        accounts.records().confirm(List.of(new SyncedRecord("a", new byte[16], "001A", null, true)), 1);
        accounts.records().confirm(List.of(new SyncedRecord("b", new byte[16], "001B")), 1);

        accounts.records().confirm(List.of(new SyncedRecord("a", new byte[16], "001A")), 2);
        assertThat(accounts.records().find(List.of("a", "b")).values())
                .as("an update changes nothing of it")
                .extracting(SyncedRecord::created)
                .containsExactlyInAnyOrder(true, false);
        accounts.records().knownAgain(List.of(new SyncedRecord("a", new byte[16], "001A")));
        assertThat(accounts.records().find(List.of("a")).get("a").created()).isTrue();
        accounts.records().confirm(List.of(new SyncedRecord("a", new byte[16], "001X")), 3);
        assertThat(accounts.records().find(List.of("a")).get("a").created())
                .as("another record")
                .isFalse();
    }

    private SyncState accounts(String... keys) {
        SyncState accounts = new SyncState(database, "accounts", null);
        for (String key : keys) {
            accounts.records().confirm(List.of(new SyncedRecord(key, new byte[16], "001" + key)), 1);
        }
        return accounts;
    }
}

class GoneRecordsSqliteTest extends GoneRecordsContract {
    GoneRecordsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class GoneRecordsPostgresTest extends GoneRecordsContract {
    GoneRecordsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
