package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that are not where the state took them to be: gone in Salesforce, only found there, or not there at all. */
abstract class LostWatchContract extends StateContract {
    private static final byte[] FINGERPRINT = new byte[16];

    private SyncState accounts;

    LostWatchContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void openSync() {
        accounts = new SyncState(database, "accounts", null);
    }

    @Test
    void theTimeThatIsCoveredIsKeptForEachSync() {
        SyncState others = new SyncState(database, "others", null);
        accounts.lost().covered(5);
        others.lost().covered(7);
        accounts.lost().covered(6);

        assertThat(accounts.lost().coveredAt()).contains(6L);
        accounts.lost().clear();
        assertThat(accounts.lost().coveredAt()).isEmpty();
        assertThat(others.lost().coveredAt()).contains(7L);
    }

    @Test
    void onlyWhatIsRejectedForThatIsGone() {
        for (String key : List.of("a", "b", "c", "d")) {
            accounts.records().confirm(List.of(new SyncedRecord(key, FINGERPRINT, "id-" + key)), 1);
        }
        accounts.rejected()
                .add(List.of(
                        rejected("a", "reject", RejectedRecord.GONE),
                        rejected("b", "reject", RejectedRecord.MERGED),
                        rejected("c", "retry", RejectedRecord.MERGED),
                        rejected("d", "reject", "A_RULE")));
        accounts.lost().forgetContents(List.of("a", "b"));

        assertThat(accounts.lost().goneIds("", 0, 10)).isEqualTo(Map.of("a", "id-a", "b", "id-b"));
        assertThat(accounts.lost().goneIds("a", 0, 10)).isEqualTo(Map.of("b", "id-b"));
        assertThat(accounts.lost().goneIds("", database.now() + 1000, 10)).isEmpty();
        assertThat(accounts.rejected().retries().rejectedCodes()).containsExactly("A_RULE");
        assertThat(accounts.records().find(List.of("a")).get("a").fingerprint()).isNull();
    }

    @Test
    void aRecordThatTookThePlaceOfAnotherIsKnownByItsIdAlone() {
        accounts.records().confirm(List.of(new SyncedRecord("a", FINGERPRINT, "old", FINGERPRINT)), 1);
        accounts.lost().replaced(Map.of("a", "new"));

        SyncedRecord known = accounts.records().find(List.of("a")).get("a");
        assertThat(known.salesforceId()).isEqualTo("new");
        assertThat(known.fingerprint()).isNull();
    }

    @Test
    void aRecordThatThisSyncCreatedDoesNotPassTheMarkToAnother() {
        SyncedRecord created = new SyncedRecord("a", FINGERPRINT, "old", null, true);
        accounts.records().confirm(List.of(created), 1);
        accounts.lost().replaced(Map.of("a", "old"));
        assertThat(isCreated("a")).isTrue();

        accounts.lost().replaced(Map.of("a", "survivor"));
        assertThat(isCreated("a")).isFalse();
        // What is sent to it next is an update.
        accounts.records().confirm(List.of(new SyncedRecord("a", FINGERPRINT, "survivor")), 2);
        assertThat(isCreated("a")).isFalse();

        accounts.records().confirm(List.of(created), 3);
        accounts.records().confirm(List.of(new SyncedRecord("a", FINGERPRINT, "other")), 4);
        assertThat(isCreated("a")).isFalse();

        accounts.records().confirm(List.of(created), 5);
        accounts.records().knownAgain(List.of(new SyncedRecord("a", FINGERPRINT, "other")));
        assertThat(isCreated("a")).isFalse();

        accounts.records().confirm(List.of(created), 6);
        accounts.ids().forgetIds(List.of("a"));
        accounts.ids().link(List.of(new SyncedRecord("a", null, "other")), 7);
        assertThat(isCreated("a")).isFalse();
    }

    private boolean isCreated(String key) {
        return accounts.records().find(List.of(key)).get(key).created();
    }

    @Test
    void whatIsFoundInSalesforceChangesNothingOfWhatWasConfirmed() {
        accounts.records().confirm(List.of(new SyncedRecord("a", FINGERPRINT, "id-a")), 1);
        accounts.records().confirm(List.of(new SyncedRecord("b", null, null)), 1);
        accounts.ids()
                .link(
                        List.of(
                                new SyncedRecord("a", null, "other"),
                                new SyncedRecord("b", null, "id-b"),
                                new SyncedRecord("c", null, "id-c")),
                        2);

        Map<String, SyncedRecord> known = accounts.records().find(List.of("a", "b", "c"));
        assertThat(known.get("a").salesforceId()).isEqualTo("id-a");
        assertThat(known.get("a").fingerprint()).isEqualTo(FINGERPRINT);
        assertThat(known.get("b").salesforceId()).isEqualTo("id-b");
        assertThat(known.get("c").salesforceId()).isEqualTo("id-c");
        assertThat(known.get("c").fingerprint()).isNull();
    }

    @Test
    void whatIsNotInSalesforceIsNeitherOpenNorCountedByCode() {
        assertThat(accounts.rejected().retries().absentSince()).isEqualTo(Long.MAX_VALUE);
        long before = database.now();
        accounts.rejected().add(List.of(rejected("a", RejectedRecord.ABSENT, "NOT_IN_SALESFORCE")));

        assertThat(accounts.open().total()).isZero();
        assertThat(accounts.open().absent()).isEqualTo(1);
        assertThat(accounts.rejected().countByCode()).isEmpty();
        assertThat(accounts.rejected().retries().absentSince()).isGreaterThanOrEqualTo(before);
    }

    private static RejectedRecord rejected(String key, String errorClass, String code) {
        return new RejectedRecord(key, FINGERPRINT, "{}", null, errorClass, code, null, null);
    }
}

class LostWatchSqliteTest extends LostWatchContract {
    LostWatchSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class LostWatchPostgresTest extends LostWatchContract {
    LostWatchPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
