package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.accountsync.state.RefusedDeletions.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is to be deleted is known before the call, and how it ended after it; each sync for itself. */
abstract class DeletionLogContract extends StateContract {
    private DeletionLog log;

    DeletionLogContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void openLog() {
        log = new DeletionLog(database, "accounts");
    }

    @Test
    void anIntentionIsUnconfirmedUntilItsEndIsKnown() {
        intend("a", "b", "c");
        new DeletionLog(database, "others").intend(List.of(intended("a")), "org", 1);

        log.deleted(List.of("id-a"));
        log.unknown(List.of("id-b"), 99);

        assertThat(log.unconfirmed().page("", 9)).extracting(Deletion::key).containsExactly("b", "c");
        assertThat(log.unconfirmed().page("id-b", 9)).extracting(Deletion::key).containsExactly("c");
        Deletion deleted = log.of("a").get(0);
        assertThat(deleted.status()).isEqualTo(DeletionStatus.DELETED);
        assertThat(deleted.payload()).isEqualTo("{\"Name\":\"a\"}");
        assertThat(deleted.createdByUs()).isTrue();
        assertThat(deleted.orgId()).isEqualTo("org");
        assertThat(log.of("b").get(0).untilAt()).isEqualTo(99);
        assertThat(OpenRecords.of(database, "accounts").deferred()).isEqualTo(2);
    }

    @Test
    void whatMayHaveBeenDeletedCountsAsDeletedInTheLastDay() {
        long before = database.now();
        intend("a", "b", "c", "d");
        log.deleted(List.of("id-a"));
        log.unknown(List.of("id-b"), 99);
        refuse("c", "reject", "DELETE_FAILED");

        assertThat(log.deletedSince(Instant.ofEpochMilli(before))).isEqualTo(3);
        assertThat(log.deletedSince(Instant.ofEpochMilli(before).plus(Duration.ofDays(1))))
                .isZero();
        log.restorable().restored("id-a", "id-a");
        assertThat(log.deletedSince(Instant.ofEpochMilli(before))).isEqualTo(2);
    }

    @Test
    void aRefusedDeletionIsTriedAgainByItsClassOrWhenAPersonAsksOrItsCodePassed() {
        intend("a", "b", "c", "d");
        refuse("a", "reject", "DELETE_FAILED");
        refuse("b", "retry", "UNABLE_TO_LOCK_ROW");
        refuse("c", "reject", "DELETE_FAILED");
        refuse("d", "reject", "INSUFFICIENT_ACCESS_OR_READONLY");

        assertThat(held()).containsExactlyInAnyOrder("a", "c", "d");
        assertThat(log.refused().probes(1)).extracting(Deletion::key).containsExactly("a", "d");
        assertThat(log.of("a").get(0).payload())
                .as("the record is there, so nothing of it is kept")
                .isNull();

        assertThat(log.refused().retry(List.of("d", "x"))).isEqualTo(1);
        assertThat(held()).containsExactlyInAnyOrder("a", "c");
        log.refused().codePassed("DELETE_FAILED");
        assertThat(held()).isEmpty();
        log.refused().remove(List.of("a"));
        assertThat(log.refused().countByCode()).containsEntry("DELETE_FAILED", 1L);
        assertThat(OpenRecords.of(database, "accounts").rejected()).isEqualTo(2);
        assertThat(OpenRecords.of(database, "accounts").deferred()).isEqualTo(1);
    }

    @Test
    void aRowThatIsBackEndsWhatWasRefusedAndLetsGoOfWhatWasRestored() {
        assertThat(log.waitsForRows()).isFalse();
        intend("a", "b", "c");
        refuse("a", "reject", "DELETE_FAILED");
        log.unknown(List.of("id-b"), 99);
        log.deleted(List.of("id-c"));
        log.restorable().restored("id-c", "new-c");
        assertThat(log.holding(List.of("c"))).containsKey("c");
        assertThat(log.waitsForRows()).isTrue();

        log.rowsAreBack(List.of("a", "b", "c", "x"));

        assertThat(log.of("a")).isEmpty();
        assertThat(log.of("b").get(0).rowIsBack()).isTrue();
        assertThat(log.holding(List.of("c"))).isEmpty();
        assertThat(log.waitsForRows()).isFalse();
    }

    @Test
    void whatWasDeletedCanBeRestoredByKeyOrByRun() {
        intend("a", "b");
        log.intend(List.of(intended("c")), "org", 2);
        log.deleted(List.of("id-a", "id-b", "id-c"));

        assertThat(log.restorable().count(null)).isEqualTo(3);
        assertThat(log.restorable().page(2L, "", 9)).extracting(Deletion::key).containsExactly("c");
        assertThat(log.restorable().page(null, "id-a", 9)).hasSize(2);
        log.restorable().restoring(List.of("id-b"));
        assertThat(log.restorable().of(List.of("b", "c", "x")))
                .extracting(Deletion::status)
                .containsExactlyInAnyOrder(DeletionStatus.RESTORING, DeletionStatus.DELETED);
        log.restorable().restored("id-b", "new-b");
        assertThat(log.restorable().of(List.of("b"))).isEmpty();
        assertThat(log.restorable().newIds(List.of("id-a", "id-b"))).isEqualTo(Map.of("id-b", "new-b"));
        DeletionLog others = new DeletionLog(database, "others");
        assertThat(others.restorable().newIds(List.of("id-b")))
                .as("an id is one of all syncs")
                .isEqualTo(Map.of("id-b", "new-b"));
        assertThat(others.restorable().byOthers(List.of("id-a", "id-b")))
                .isEqualTo(Map.of("id-a", new RestorableDeletions.ByOther("accounts", "a")));
        assertThat(log.restorable().byOthers(List.of("id-a"))).isEmpty();
    }

    @Test
    void whatARestoredRecordMayLackIsKnownUntilItIsSet() {
        intend("a", "b");
        new DeletionLog(database, "others").intend(List.of(intended("a")), "org", 1);
        log.deleted(List.of("id-a", "id-b"));
        log.leftOut().add("id-a", Map.of("ParentId", "id-b"));
        assertThat(log.leftOut().count()).as("it is not restored").isZero();
        log.restorable().restored("id-a", "new-a");
        log.leftOut().add("id-a", Map.of("ParentId", "id-b", "Partner__c", "id-a"));
        log.leftOut().add("id-b", Map.of("ParentId", "id-a"));
        log.restorable().restored("id-b", "new-b");

        assertThat(log.leftOut().page("", 1))
                .extracting(LeftOutLookup::field, LeftOutLookup::targetId, one -> one.deletion()
                        .restoredId())
                .containsExactly(tuple("ParentId", "id-b", "new-a"), tuple("Partner__c", "id-a", "new-a"));
        assertThat(log.leftOut().page("id-a", 9))
                .extracting(one -> one.deletion().key())
                .containsExactly("b");
        assertThat(log.leftOut().countWithout(List.of("ParentId"))).isEqualTo(3);
        log.rowsAreBack(List.of("a"));
        assertThat(log.leftOut().countWithout(List.of("ParentId")))
                .as("the row of a says it")
                .isEqualTo(2);
        assertThat(log.leftOut().count(1)).isEqualTo(3);
        assertThat(log.leftOut().count(2)).isZero();
        assertThat(new DeletionLog(database, "others").leftOut().count()).isZero();

        log.leftOut().remove(log.leftOut().page("", 1));
        assertThat(log.leftOut().count()).isEqualTo(1);
        new RecordTrace(database, "accounts").forget("b", Duration.ZERO);
        assertThat(log.leftOut().count()).isZero();
    }

    @Test
    void whatADeletedRecordHeldIsErasedInTimeAndOnRequest() {
        intend("a", "b");
        log.deleted(List.of("id-a"));
        log.payloads().deleteOlderThan(Duration.ofDays(1));
        assertThat(log.of("a").get(0).payload()).isNotNull();
        log.payloads().deleteOlderThan(Duration.ofDays(-1));
        assertThat(log.of("a").get(0).payload()).isNull();
        assertThat(log.of("b").get(0).payload())
                .as("of an open one it is needed")
                .isNotNull();

        new RecordTrace(database, "accounts").forget("a", Duration.ZERO);
        assertThat(log.of("a")).isEmpty();
    }

    private List<String> held() {
        return log.holding(List.of("a", "b", "c", "d")).values().stream()
                .filter(Deletion::holds)
                .map(Deletion::key)
                .toList();
    }

    @Test
    void whatIsNotedBeforeTheFirstCallIsKeptUntilTheRowIsBackAndIsNoDeletionYet() {
        intend("b", "d");
        log.deleted(List.of("id-d"));
        refuse("b", "reject", "DELETE_FAILED");

        log.noted().note(List.of(intended("a"), intended("b"), intended("c"), intended("d")), "org", 2);

        assertThat(log.noted().payloads(List.of("id-a", "id-b", "id-d", "id-e")))
                .containsOnlyKeys("id-a", "id-b", "id-d");
        assertThat(log.unconfirmed().exist()).isFalse();
        assertThat(log.of("b").get(0).status()).as("how far it had come").isEqualTo(DeletionStatus.REFUSED);
        assertThat(log.of("d").get(0).status()).as("it is there again").isEqualTo(DeletionStatus.NOTED);
        assertThat(log.deletedSince(Instant.EPOCH)).isZero();
        assertThat(log.waitsForRows()).isTrue();
        intend("a");
        log.noted().notTried(Map.of("id-a", "{}"));
        assertThat(log.of("a").get(0).status()).isEqualTo(DeletionStatus.NOTED);
        log.rowsAreBack(List.of("a", "b", "c", "d"));
        assertThat(log.counts()).isEmpty();
    }

    private void intend(String... keys) {
        log.intend(Arrays.stream(keys).map(this::intended).toList(), "org", 1);
    }

    private IntendedDeletion intended(String key) {
        return new IntendedDeletion(key, key, "id-" + key, "missing", true, "{\"Name\":\"" + key + "\"}");
    }

    private void refuse(String key, String errorClass, String code) {
        log.refused().add(List.of(new Refusal(key, "id-" + key, errorClass, code, "said", null)));
    }
}

class DeletionLogSqliteTest extends DeletionLogContract {
    DeletionLogSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class DeletionLogPostgresTest extends DeletionLogContract {
    DeletionLogPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
