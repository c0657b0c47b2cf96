package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was refused, and is known until it succeeds. */
abstract class RejectedRecordsContract extends StateContract {
    private RejectedRecords rejected;

    RejectedRecordsContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void createRejected() {
        rejected = new RejectedRecords(database, "accounts");
    }

    @Test
    void aParkedRecordComesBackWhole() {
        RejectedRecord record = new RejectedRecord(
                "K-1",
                IncrementalRepositoryContract.fingerprint(3),
                "{\"Name\":\"Ünïcode 😀 'quoted' \\\"twice\\\"\"}",
                "K-0",
                "later",
                "INVALID_FIELD",
                "Foreign key external ID: k-0 not found\nfor field Customer_Id__c",
                "Parent,Name");

        rejected.add(List.of(record));

        assertThat(find("K-1")).usingRecursiveComparison().isEqualTo(record);
    }

    @Test
    void aRowThatCouldNotBeMappedIsParkedWithoutPayload() {
        RejectedRecord record =
                new RejectedRecord("K-1", null, null, null, "invalid", "TOO_LONG", "the text has 300 characters", null);

        rejected.add(List.of(record));

        assertThat(find("K-1")).usingRecursiveComparison().isEqualTo(record);
    }

    @Test
    void anInvalidRowIsKnownWithItsPlaceUntilARunThatReadsEveryRowDoesNotComeByIt() {
        InvalidRecords invalid = new InvalidRecords(database, "accounts");
        InvalidRow row = new InvalidRow("K".repeat(255), 2, 7, "TOO_LONG", "44 characters", "Key__c", "f.csv, line 2");
        rejected.add(List.of(parked("refused"), parked("waits", "later", "INVALID_FIELD")));
        invalid.add(List.of(row), 1);
        invalid.add(List.of(row), 2);

        assertThat(rejected.detail(row.key())).hasValueSatisfying(known -> {
            assertThat(known.place()).isEqualTo("f.csv, line 2");
            assertThat(known.attempts()).isEqualTo(2);
        });
        OpenRecords open = OpenRecords.of(database, "accounts");
        assertThat(open.rejected() + open.deferred() + open.invalid()).isEqualTo(3);
        assertThat(open.deferredSince()).isNotNull();

        invalid.removeUnseen(2);
        assertThat(rejected.count()).isEqualTo(3);
        rejected.retries().retryAll();
        invalid.removeUnseen(3);
        assertThat(rejected.detail(row.key())).isEmpty();
        assertThat(rejected.count()).isEqualTo(2);
    }

    @Test
    void whatAStreamSaidOfChangesThatNeverComeGoesWithARunThatBeganLaterAndReadsEveryRow() {
        RunLog runs = new RunLog(database);
        InvalidRecords invalid = new InvalidRecords(database, "accounts");
        long early = runs.begin("accounts", "compare-all");
        long session = runs.begin("accounts", RunLog.STREAM);
        invalid.add(
                List.of(
                        new InvalidRow("truncate", 1, 0, "MALFORMED_ROW", "as with run --compare-all", null, "LSN 0/1"),
                        new InvalidRow("event", 2, 0, "MALFORMED_ROW", "the message is no JSON", null, "LSN 0/2")),
                session);
        database.with(
                db -> db.update("update rejected_record set last_at = last_at + 10 where record_key = 'truncate'"));
        invalid.removeUnseen(early);
        assertThat(rejected.count()).isEqualTo(2);

        long late = runs.begin("accounts", "compare-all");
        database.with(db -> db.update("update sync_run set started_at = started_at + 100 where run_id = ?", late));
        invalid.removeUnseen(late);
        assertThat(rejected.detail("truncate")).isEmpty();
        assertThat(rejected.detail("event")).isPresent();
    }

    @Test
    void onlyParkedKeysOfThisSyncAreFound() {
        rejected.add(List.of(parked("a"), parked("b")));
        new RejectedRecords(database, "contacts").add(List.of(parked("c")));

        assertThat(rejected.find(List.of("b", "c", "d"))).containsOnlyKeys("b");
        assertThat(rejected.find(List.of())).isEmpty();
        assertThat(rejected.count()).isEqualTo(2);
    }

    @Test
    void parkingAgainCountsAnAttemptAndKeepsTheFirstTime() {
        rejected.add(List.of(parked("a")));
        Map<String, Object> first = row("a");
        state.clock().advance(java.time.Duration.ofHours(1));

        rejected.add(List.of(parked("a", "retry", "UNABLE_TO_LOCK_ROW")));

        Map<String, Object> second = row("a");
        assertThat(first).containsEntry("attempts", number(1));
        assertThat(second)
                .containsEntry("attempts", number(2))
                .containsEntry("first_at", first.get("first_at"))
                .containsEntry("error_class", "retry")
                .containsEntry("code", "UNABLE_TO_LOCK_ROW");
        assertThat(((Number) second.get("last_at")).longValue())
                .isGreaterThanOrEqualTo(((Number) first.get("last_at")).longValue());
    }

    @Test
    void twoRowsWithOneKeyCanBeParkedTogetherAndTheLaterStays() {
        rejected.add(List.of(
                parked("a", "invalid", "ONE"),
                parked("a", "invalid", "TWO"),
                parked("b", "invalid", "THREE"),
                parked("a", "invalid", "FOUR")));

        assertThat(rejected.count()).isEqualTo(2);
        assertThat(find("a").code()).isEqualTo("FOUR");
    }

    @Test
    void anErrorThatQuotesAnyCharacterCanBeParked() {
        rejected.add(List.of(new RejectedRecord(
                "a", new byte[16], "{}", "parent\0", "reject", "CODE", "bad value: a\0b\u0001\uFFFF", "Name\0")));

        assertThat(find("a").message()).startsWith("bad value: a").contains("b\u0001");
    }

    @Test
    void parkingAndRemovingNothingChangesNothing() {
        rejected.add(List.of(parked("a")));

        rejected.add(List.of());
        rejected.remove(List.of());

        assertThat(rejected.count()).isEqualTo(1);
    }

    @Test
    void removedRecordsAreForgottenInThisSyncOnly() {
        RejectedRecords other = new RejectedRecords(database, "contacts");
        rejected.add(List.of(parked("a"), parked("b"), parked("it's \"c\" \\ 😀")));
        other.add(List.of(parked("a")));

        rejected.remove(List.of("a", "it's \"c\" \\ 😀", "never parked"));

        assertThat(rejected.find(List.of("a", "b", "it's \"c\" \\ 😀"))).containsOnlyKeys("b");
        assertThat(other.count()).isEqualTo(1);
    }

    @Test
    void pagesHoldEachRecordOfAClassOnce() {
        List<String> keys = parkMany("retry", 25);
        rejected.add(List.of(parked("K-3a", "reject", "X"), parked("K-4a", "later", "X")));

        assertThat(pages("retry", 10)).containsExactlyElementsOf(keys);
    }

    @Test
    void recordsWithoutPayloadAreNotDue() {
        rejected.add(List.of(
                new RejectedRecord("a", null, null, null, "retry", "CODE", null, null), parked("b", "retry", "CODE")));

        assertThat(pages("retry", 10)).containsExactly("b");
    }

    @Test
    void pagesStayStableWhileRecordsAreRemovedBetweenThem() {
        List<String> keys = parkMany("later", 25);
        List<String> seen = new ArrayList<>();
        String after = "";
        List<RejectedRecord> page;
        do {
            page = rejected.retries().page("later", after, 4);
            List<String> pageKeys = page.stream().map(RejectedRecord::key).toList();
            seen.addAll(pageKeys);
            after = page.isEmpty() ? after : pageKeys.get(pageKeys.size() - 1);
            // As when a batch succeeds meanwhile; the marker of the page goes, too.
            rejected.remove(pageKeys);
        } while (page.size() == 4);

        assertThat(seen).containsExactlyElementsOf(keys);
        assertThat(rejected.count()).isZero();
    }

    @Test
    void pagesGoByBytesWhateverTheLanguageOfTheDatabase() {
        rejected.add(Stream.of("b", "B", "a-c", "ab", "Ä", "_", "10", "9")
                .map(key -> parked(key, "retry", "X"))
                .toList());

        assertThat(pages("retry", 3)).containsExactly("10", "9", "B", "_", "a-c", "ab", "b", "Ä");
    }

    @Test
    void countsGoByCodeTheMostFrequentFirst() {
        rejected.add(List.of(
                parked("a", "reject", "B_CODE"),
                parked("b", "reject", "A_CODE"),
                parked("c", "reject", "B_CODE"),
                parked("d", "reject", "C_CODE")));
        new RejectedRecords(database, "contacts").add(List.of(parked("a", "reject", "C_CODE")));

        assertThat(rejected.countByCode())
                .containsExactly(entry("B_CODE", 2L), entry("A_CODE", 1L), entry("C_CODE", 1L));
    }

    @Test
    void whenTheDatabaseRefusesARecordItsContentsAreInNoException() {
        RejectedRecord withoutClass =
                new RejectedRecord("a", null, "{\"Name\":\"topsecret\"}", null, null, "CODE", "topsecret", null);

        assertThatThrownBy(() -> rejected.add(List.of(parked("b"), withoutClass, parked("c"))))
                .isInstanceOf(StateException.class)
                .satisfies(error -> assertThat(StackTraces.of(error)).doesNotContain("topsecret"));
    }

    private List<String> parkMany(String errorClass, int count) {
        List<String> keys =
                IntStream.range(0, count).mapToObj(i -> "K-" + i).sorted().toList();
        rejected.add(keys.stream().map(key -> parked(key, errorClass, "CODE")).toList());
        return keys;
    }

    private List<String> pages(String errorClass, int limit) {
        List<String> keys = new ArrayList<>();
        String after = "";
        List<RejectedRecord> page;
        do {
            page = rejected.retries().page(errorClass, after, limit);
            page.forEach(record -> keys.add(record.key()));
            after = keys.isEmpty() ? "" : keys.get(keys.size() - 1);
        } while (page.size() == limit);
        return keys;
    }

    private RejectedRecord find(String key) {
        return rejected.find(List.of(key)).get(key);
    }

    private Map<String, Object> row(String key) {
        return state.sql().queryForMap("select * from rejected_record where record_key = ?", key);
    }

    private Object number(int value) {
        return isSqlite() ? (Object) value : (Object) (long) value;
    }

    static RejectedRecord parked(String key) {
        return parked(key, "reject", "REQUIRED_FIELD_MISSING");
    }

    static RejectedRecord parked(String key, String errorClass, String code) {
        return new RejectedRecord(key, new byte[16], "{}", null, errorClass, code, "message", "Name");
    }
}

class RejectedRecordsSqliteTest extends RejectedRecordsContract {
    RejectedRecordsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class RejectedRecordsPostgresTest extends RejectedRecordsContract {
    RejectedRecordsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
