package io.accountsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.TestStream;
import io.accountsync.run.TestSync;
import io.accountsync.state.InvalidRecords;
import io.accountsync.state.StateDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That changes were lost is known until a run has read every row, whichever process looks. */
class LostChangesTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theLossOfASlotStaysKnownOverARestartUntilARunHasReadEveryRow() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(LostChanges.ofSlot("customers")));
            stream.hand(List.of(LostChanges.ofSlot("customers")));
            assertThat(areOpen(stream, "customers")).isTrue();
            assertThat(areOpen(stream, "others")).isFalse();
        }
        try (TestStream next = TestStream.start(org, directory)) {
            StateDatabase database = next.sync().engine().database();
            assertThat(areOpen(next, "customers")).isTrue();
            assertThat(new InvalidRecords(database, "accounts").lostChanges()).containsExactly("slot customers");
            next.sync().rows(TestSync.customers(1));
            await().until(() -> {
                next.sync().run();
                return !areOpen(next, "customers");
            });
            assertThat(new InvalidRecords(database, "accounts").lostChanges()).isEmpty();
        }
    }

    @Test
    void whatAPublicationDidNotTellIsKnownLikeALostSlot() {
        try (TestStream stream = TestStream.start(org, directory)) {
            stream.hand(List.of(LostChanges.ofPublication("customers")));
            assertThat(areOpen(stream, "customers")).isTrue();
            assertThat(areOpen(stream, "others")).isFalse();
            assertThat(new InvalidRecords(stream.sync().engine().database(), "accounts").lostChanges())
                    .containsExactly("slot customers");
        }
    }

    private static boolean areOpen(TestStream stream, String slot) {
        return LostChanges.areOpen(stream.sync().engine().database(), slot, List.of("accounts"));
    }
}
