package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQLite keeps a lock until its process goes on or ends: nothing can be done but to say which one it is. */
class FrozenOwnerSqliteTest extends FrozenOwnerContract {
    FrozenOwnerSqliteTest() {
        super(TestDatabase.SQLITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before the first write", "between two writes", "erasing"})
    void theNextOneIsToldWhoseTransactionItWaitsForAndWhatToDo(String where) {
        try (OtherProcess frozen = frozen(where)) {
            SyncState next = run();

            assertThat(refusal(next))
                    .isInstanceOf(StateLockedException.class)
                    .hasMessageContaining("is locked by another process. Process " + frozen.pid())
                    .hasMessageContaining("has had the sync accounts since 20")
                    .hasMessageContaining("kill -CONT " + frozen.pid());

            frozen.kill();
            assertThat(next.leases().acquire("accounts")).isEmpty();
            next.write(() -> confirm(next, "ours"));
        }
    }

    /** What is said when the lease is void: before that the holder is named at once. */
    private static Throwable refusal(SyncState next) {
        return await().until(() -> catchThrowable(() -> next.leases().acquire("accounts")), Objects::nonNull);
    }

    @Test
    void whoStandsStillInTheMiddleOfAMigrationIsNamedToThoseWhoStart() {
        try (OtherProcess frozen = OtherProcess.start(Migrator.class, directory.toString())) {
            assertThat(frozen.line()).isEqualTo("in the middle");
            frozen.standStill();

            assertThat(catchThrowable(state::open))
                    .isInstanceOf(StateLockedException.class)
                    .hasMessageContaining("is being opened by process " + frozen.pid())
                    .hasMessageContaining("kill -CONT " + frozen.pid());

            frozen.kill();
            assertThat(state.open().now()).isPositive();
        }
    }

    /** Begins as whoever brings the tables up to date, and comes no further. */
    static final class Migrator {
        private Migrator() {}

        public static void main(String[] arguments) throws Exception {
            try (FileChannel channel =
                    FileChannel.open(Path.of(arguments[0], "state.db.lock"), StandardOpenOption.WRITE)) {
                channel.lock();
                StateSchema.sign(channel);
                System.out.println("in the middle");
                System.in.read();
            }
        }
    }
}
