package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the next run begins. */
abstract class SyncCursorsContract extends StateContract {
    private SyncCursors cursors;

    SyncCursorsContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void createCursors() {
        cursors = new SyncCursors(database);
    }

    @Test
    void aSyncThatNeverWroteHasNone() {
        assertThat(cursors.find("accounts")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_770_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
    void aCursorComesBackAsItWasSaved(long value) {
        cursors.save("accounts", cursor(value));

        assertThat(cursors.find("accounts")).contains(cursor(value));
    }

    @Test
    void aSyncWithoutCursorColumnKeepsNulls() {
        SyncCursor cursor = new SyncCursor("00D", null, null, "Account", "Key__c", null, null, null, null);

        cursors.save("accounts", cursor);

        assertThat(cursors.find("accounts")).contains(cursor);
    }

    @Test
    void theLaterCursorReplacesTheEarlierInAllItsParts() {
        cursors.save("accounts", cursor(5));
        SyncCursor later = new SyncCursor(
                "00D000000000002EAA",
                "Zweite Org 😀",
                "sandbox",
                "Contact",
                "Other__c",
                "changed",
                "DATE",
                null,
                "mapping 2");

        cursors.save("accounts", later);

        assertThat(cursors.find("accounts")).contains(later);
    }

    @Test
    void everySyncHasItsOwn() {
        cursors.save("accounts", cursor(1));
        cursors.save("accounts-eu", cursor(2));

        assertThat(cursors.find("accounts")).contains(cursor(1));
        assertThat(cursors.find("accounts-eu")).contains(cursor(2));
    }

    @Test
    void aCursorOfATransactionThatFailsIsNotSaved() {
        cursors.save("accounts", cursor(1));

        assertThatThrownBy(() -> database.atomically(() -> {
                    cursors.save("accounts", cursor(2));
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");

        assertThat(cursors.find("accounts")).contains(cursor(1));
    }

    @Test
    void theNextProcessBeginsWhereThisOneEnded() {
        cursors.save("accounts", cursor(7));

        assertThat(new SyncCursors(state.open()).find("accounts")).contains(cursor(7));
    }

    private static SyncCursor cursor(long value) {
        return new SyncCursor(
                "00D000000000001EAA",
                "Org",
                "Developer Edition",
                "Account",
                "Customer_Id__c",
                "updated_at",
                "TIMESTAMP",
                value,
                "mapping 1");
    }
}

class SyncCursorsSqliteTest extends SyncCursorsContract {
    SyncCursorsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class SyncCursorsPostgresTest extends SyncCursorsContract {
    SyncCursorsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
