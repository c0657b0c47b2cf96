package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.RecursiveComparisonAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Salesforce confirmed, as the run and as Camel see it. */
abstract class IncrementalRepositoryContract extends StateContract {
    private IncrementalRepository repository;

    IncrementalRepositoryContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void createRepository() {
        repository = new IncrementalRepository(database, "accounts");
    }

    @Test
    void aKeyIsAddedOnce() {
        assertThat(repository.add("a")).isTrue();
        assertThat(repository.add("a")).isFalse();
        assertThat(repository.contains("a")).isTrue();
    }

    @Test
    void aConfirmedKeyStaysForTheNextProcess() {
        repository.add("a");

        assertThat(repository.confirm("a")).isTrue();

        IncrementalRepository next = nextProcess();
        assertThat(next.contains("a")).isTrue();
        assertThat(next.add("a")).isFalse();
    }

    @Test
    void aPendingKeyDoesNotSurviveACrash() {
        repository.add("a");

        IncrementalRepository next = nextProcess();

        assertThat(next.contains("a")).isFalse();
        assertThat(next.add("a")).isTrue();
    }

    @Test
    void aRemovedKeyCanBeAddedAgain() {
        repository.add("pending");
        repository.add("confirmed");
        repository.confirm("confirmed");

        assertThat(repository.remove("pending")).isTrue();
        assertThat(repository.remove("confirmed")).isTrue();
        assertThat(repository.remove("never added")).isFalse();

        assertThat(repository.contains("pending")).isFalse();
        assertThat(repository.contains("confirmed")).isFalse();
        assertThat(repository.add("pending")).isTrue();
        assertThat(repository.add("confirmed")).isTrue();
    }

    @Test
    void clearForgetsPendingAndConfirmedKeysOfThisSyncOnly() {
        IncrementalRepository other = new IncrementalRepository(database, "contacts");
        repository.add("a");
        repository.add("b");
        repository.confirm("b");
        other.add("b");
        other.confirm("b");

        repository.clear();

        assertThat(repository.contains("a")).isFalse();
        assertThat(repository.contains("b")).isFalse();
        assertThat(other.contains("b")).isTrue();
    }

    @Test
    void confirmingAKeyKeepsWhatSalesforceConfirmedForIt() {
        confirm(record("a", 1));

        repository.confirm("a");

        assertThatRecord(found("a")).isEqualTo(record("a", 1));
    }

    @Test
    void ofManyThreadsThatAddAndConfirmAKeyOneWins() throws Exception {
        int threads = 8;
        int rounds = 200;
        CyclicBarrier round = new CyclicBarrier(threads);
        Callable<Integer> contender = () -> {
            int won = 0;
            for (int i = 0; i < rounds; i++) {
                String key = "key " + i;
                round.await();
                if (repository.add(key)) {
                    repository.confirm(key);
                    won++;
                }
            }
            return won;
        };

        assertThat(sumOf(threads, contender)).isEqualTo(rounds);
    }

    @Test
    void findAnswersWithWhatWasConfirmedAndLeavesOutTheRest() {
        confirm(record("a", 1), record("b", 2));

        Map<String, SyncedRecord> found = repository.records().find(List.of("b", "c", "a", "b"));

        assertThat(found).containsOnlyKeys("a", "b");
        assertThatRecord(found("b")).isEqualTo(record("b", 2));
    }

    @Test
    void findOfNothingIsNothing() {
        confirm(record("a", 1));

        assertThat(repository.records().find(List.of())).isEmpty();
    }

    @Test
    void confirmingNothingChangesNothing() {
        confirm(record("a", 1));

        repository.records().confirm(List.of(), 8);

        assertThat(repository.records().count()).isEqualTo(1);
    }

    @Test
    void ofAKeyConfirmedTwiceInOneBatchTheLaterStays() {
        confirm(record("a", 1), record("a", 2), record("b", 1), record("b", 2), record("a", 3));

        assertThat(repository.records().count()).isEqualTo(2);
        assertThatRecord(found("a")).isEqualTo(record("a", 3));
    }

    @Test
    void goingBackToAnEarlierPayloadIsAChange() {
        confirm(record("a", 1));
        confirm(record("a", 2));
        assertThat(found("a").fingerprint()).isNotEqualTo(fingerprint(1));

        confirm(record("a", 1));

        assertThatRecord(found("a")).isEqualTo(record("a", 1));
    }

    @Test
    void twoSyncsDoNotSeeEachOther() {
        IncrementalRepository contacts = new IncrementalRepository(database, "contacts");
        confirm(record("a", 1), record("only here", 1));
        contacts.records().confirm(List.of(record("a", 2)), 7);

        assertThatRecord(found("a")).isEqualTo(record("a", 1));
        assertThatRecords(contacts.records().find(List.of("a", "only here")).values())
                .containsExactlyElementsOf(texts(List.of(record("a", 2))));
        assertThat(contacts.records().count()).isEqualTo(1);

        contacts.remove("a");
        assertThat(repository.contains("a")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("awkwardKeys")
    void keysOfAnyTextAreFoundAsTheyWereStored(List<String> keys) {
        List<SyncedRecord> records = new ArrayList<>();
        for (String key : keys) {
            records.add(record(key, key.hashCode()));
        }

        repository.records().confirm(records, 7);

        assertThat(repository.records().count()).isEqualTo(keys.size());
        assertThatRecords(repository.records().find(keys).values()).containsExactlyInAnyOrderElementsOf(texts(records));
        assertThat(keys).allMatch(repository::contains);
    }

    static List<List<String>> awkwardKeys() {
        return List.of(
                List.of("O'Reilly", "\"quoted\"", "''", "\"", "'; drop table synced_record; --"),
                List.of("back\\slash", "\\", "\\\\", "\\u0041", "A", "\\\"", "c:\\new\\table", "\\n"),
                List.of("Zürich", "Zu\u0308rich", "ß", "ss", "SS", "İ", "i", "ı", "東京", "عمان", "q", "Q"),
                List.of("😀", "😀😀", "👩‍👩‍👧", "𝒳", "\uD83D\uDE01"),
                List.of("tab\there", "line\nbreak", "\r\n", "\u0001", "\u001f", "\u007f", "\u0085", "\u2028", "\uFEFF"),
                List.of(
                        "${blob}", "${", "$1", "?", "??", "%", "_", "{}", "[1]", "null", "1", "01", "1.0", "1e0",
                        "true"),
                List.of(" ", "  ", " a", "a ", "a"),
                List.of(longKey('x'), longKey('x') + "y", longKey('ü'), longKey('東')));
    }

    /** As long as an External ID can be. */
    private static String longKey(char c) {
        return String.valueOf(c).repeat(254);
    }

    @Test
    void aThousandKeysAreFoundAtOnce() {
        List<SyncedRecord> records = IntStream.range(0, 1000)
                .mapToObj(i -> record("C'\\\"-" + i + "-ü😀", i))
                .toList();
        repository.records().confirm(records, 7);
        List<String> keys =
                new ArrayList<>(records.stream().map(SyncedRecord::key).toList());
        IntStream.range(0, 1000).forEach(i -> keys.add("unknown " + i));

        assertThatRecords(repository.records().find(keys).values()).containsExactlyInAnyOrderElementsOf(texts(records));
    }

    @Test
    void recordsWithoutFingerprintOrIdAreKept() {
        confirm(new SyncedRecord("a", null, null));

        assertThatRecord(found("a")).isEqualTo(new SyncedRecord("a", null, null));
    }

    @Test
    void whatIsWrittenTogetherIsAllOrNothing() {
        RejectedRecords rejected = new RejectedRecords(database, "accounts");

        assertThatThrownBy(() -> database.atomically(() -> {
                    confirm(record("a", 1));
                    rejected.add(List.of(RejectedRecordsContract.parked("b")));
                    throw new IllegalStateException("in the middle");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("in the middle");

        assertThat(repository.records().count()).isZero();
        assertThat(rejected.count()).isZero();
    }

    @Test
    void aTransactionThatTheDatabaseRefusesIsUndone() {
        assertThatThrownBy(() -> database.atomically(() -> {
                    confirm(record("a", 1));
                    database.with(db -> db.update("insert into synced_record (record_key) values ('no sync')"));
                }))
                .isInstanceOf(StateException.class);

        assertThat(repository.records().count()).isZero();
        database.atomically(() -> confirm(record("b", 1)));
        assertThat(repository.records().count()).isEqualTo(1);
    }

    private IncrementalRepository nextProcess() {
        return new IncrementalRepository(state.open(), "accounts");
    }

    private void confirm(SyncedRecord... records) {
        repository.records().confirm(List.of(records), 7);
    }

    private SyncedRecord found(String key) {
        return repository.records().find(List.of(key)).get(key);
    }

    private static RecursiveComparisonAssert<?> assertThatRecord(SyncedRecord record) {
        return assertThat(record).usingRecursiveComparison();
    }

    private static ListAssert<String> assertThatRecords(Collection<SyncedRecord> records) {
        return assertThat(texts(records));
    }

    private static List<String> texts(Collection<SyncedRecord> records) {
        return records.stream()
                .map(record -> record.key() + " " + HexFormat.of().formatHex(record.fingerprint()) + " "
                        + record.salesforceId())
                .toList();
    }

    static SyncedRecord record(String key, int payload) {
        return new SyncedRecord(key, fingerprint(payload), "001" + "0".repeat(14) + Math.floorMod(payload, 10));
    }

    static byte[] fingerprint(int payload) {
        byte[] fingerprint = new byte[16];
        Arrays.fill(fingerprint, (byte) payload);
        fingerprint[15] = (byte) (payload >> 8);
        return fingerprint;
    }

    static int sumOf(int threads, Callable<Integer> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            int sum = 0;
            Collection<Future<Integer>> results = new ArrayList<>();
            IntStream.range(0, threads).forEach(i -> results.add(pool.submit(task)));
            for (Future<Integer> result : results) {
                sum += result.get();
            }
            return sum;
        } finally {
            pool.shutdownNow();
        }
    }
}

class IncrementalRepositorySqliteTest extends IncrementalRepositoryContract {
    IncrementalRepositorySqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class IncrementalRepositoryPostgresTest extends IncrementalRepositoryContract {
    IncrementalRepositoryPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
