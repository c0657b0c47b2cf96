package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class RejectedSearchContract extends StateContract {
    RejectedSearchContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void reject() {
        new RejectedRecords(database, "accounts")
                .add(List.of(
                        record("a-1", "TOO_LONG", "Name has 300 characters", "Name"),
                        record("a_2", "TOO_LONG", "Phone: 100% wrong", "Phone"),
                        record("b-3", "INVALID_EMAIL", null, null)));
        new RejectedRecords(database, "others").add(List.of(record("a-9", "TOO_LONG", "Name", null)));
    }

    @Test
    void recordsAreFoundByCodeAndByTextInKeyFieldsOrReason() {
        assertThat(found(null, null)).containsExactly("a-1", "a_2", "b-3");
        assertThat(found("TOO_LONG", null)).containsExactly("a-1", "a_2");
        assertThat(found(null, "PHONE")).containsExactly("a_2");
        assertThat(found(null, "300 char")).containsExactly("a-1");
        assertThat(found("INVALID_EMAIL", "name")).isEmpty();
        assertThat(found(null, "B-")).containsExactly("b-3");
    }

    @Test
    void signsThatMeanSomethingToTheDatabaseAreText() {
        assertThat(found(null, "_")).containsExactly("a_2");
        assertThat(found(null, "100%")).containsExactly("a_2");
        assertThat(found(null, "' or '1'='1")).isEmpty();
        assertThat(found(null, "!")).isEmpty();
    }

    @Test
    void pagesGoOnAfterAKey() {
        RejectedSearch search = new RejectedSearch(database, "accounts");
        assertThat(search.page(null, null, "a-1", 1))
                .singleElement()
                .satisfies(next -> assertThat(next.record().key()).isEqualTo("a_2"));
    }

    private List<String> found(String code, String text) {
        return new RejectedSearch(database, "accounts")
                .page(code, text, "", 10).stream()
                        .map(found -> found.record().key())
                        .toList();
    }

    private static RejectedRecord record(String key, String code, String message, String fields) {
        return new RejectedRecord(key, new byte[16], "{}", null, "reject", code, message, fields);
    }
}

class RejectedSearchSqliteTest extends RejectedSearchContract {
    RejectedSearchSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class RejectedSearchPostgresTest extends RejectedSearchContract {
    RejectedSearchPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
