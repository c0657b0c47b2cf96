package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that is killed while it writes, at whatever instant: what it was told is written is there, in whole batches. */
@Tag("full")
abstract class CrashContract extends StateContract {
    private static final int BATCH = 200;

    CrashContract(TestDatabase on) {
        super(on);
    }

    @Test
    void everyBatchThatWasWrittenIsThereWholeAndTheLeaseIsFree() {
        long batches = 0;
        for (int life = 0; life < 3; life++) {
            long acknowledged = batches;
            try (OtherProcess writer = OtherProcess.start(Writer.class, state.arguments(String.valueOf(batches)))) {
                for (int i = 0; i < 7; i++) {
                    acknowledged = Long.parseLong(writer.line());
                }
                writer.kill();
                for (String line = writer.line(); line != null; line = writer.line()) {
                    acknowledged = Long.parseLong(line);
                }
            }

            long confirmed = new SyncedRecords(database, "accounts").count();
            long parked = new RejectedRecords(database, "accounts").count();
            batches = parked;
            assertThat(confirmed).as("batches are whole").isEqualTo(parked * BATCH);
            assertThat(parked).as("none is lost").isBetween(acknowledged, acknowledged + 1);
            Leases next = new Leases(database, LeaseOwner.self(), Duration.ofHours(1));
            assertThat(next.acquire("accounts")).as("the dead process's lease").isEmpty();
            next.release("accounts");
        }
    }

    /** Writes one batch after the other and prints how many there are, until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            StateDatabase database = TestState.open(TestState.pairs(arguments, 1));
            SyncState run =
                    new SyncState(database, "accounts", new Leases(database, LeaseOwner.self(), Duration.ofHours(1)));
            if (run.leases().acquire("accounts").isPresent()) {
                throw new IllegalStateException("the lease is taken");
            }
            for (long batch = Long.parseLong(arguments[0]) + 1; ; batch++) {
                String prefix = batch + "-";
                run.write(() -> {
                    run.records()
                            .confirm(
                                    IntStream.range(0, BATCH)
                                            .mapToObj(i -> IncrementalRepositoryContract.record(prefix + i, i))
                                            .toList(),
                                    1);
                    run.rejected().add(List.of(RejectedRecordsContract.parked(prefix)));
                });
                System.out.println(batch);
            }
        }
    }
}

class CrashSqliteTest extends CrashContract {
    CrashSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class CrashPostgresTest extends CrashContract {
    CrashPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
