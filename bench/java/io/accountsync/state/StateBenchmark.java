package io.accountsync.state;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a row costs in the state: looked up among a million in pages of 1,000, and confirmed in batches of 200. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class StateBenchmark {
    public static final int PAGE = 1_000;
    public static final int BATCH = 200;

    @Param({"SQLITE", "POSTGRESQL"})
    public String database;

    @Param("1000000")
    public int records;

    private TestState state;
    private StateDatabase opened;
    private SyncedRecords synced;
    private final Random random = new Random(1);
    private int next;

    @Setup
    public void fill() throws IOException {
        state = TestDatabase.valueOf(database).empty(Files.createTempDirectory("account-sync-bench-"));
        opened = state.open();
        synced = new SyncedRecords(opened, "accounts");
        for (int from = 0; from < records; from += 10_000) {
            List<SyncedRecord> some = records(from, 10_000);
            opened.atomically(() -> synced.confirm(some, 1));
        }
    }

    @TearDown
    public void close() {
        opened.close();
        state.close();
    }

    @Benchmark
    @OperationsPerInvocation(PAGE)
    public Map<String, SyncedRecord> lookUpInOrder() {
        next = (next + PAGE) % records;
        List<String> keys = new ArrayList<>();
        for (int i = next; i < next + PAGE; i++) {
            keys.add(key(i));
        }
        return synced.find(keys);
    }

    @Benchmark
    @OperationsPerInvocation(PAGE)
    public Map<String, SyncedRecord> lookUpAtRandom() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < PAGE; i++) {
            keys.add(key(random.nextInt(records)));
        }
        return synced.find(keys);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void confirm() {
        next = (next + BATCH) % records;
        List<SyncedRecord> some = records(next, BATCH);
        opened.atomically(() -> synced.confirm(some, 2));
    }

    private List<SyncedRecord> records(int from, int count) {
        List<SyncedRecord> some = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            byte[] fingerprint = new byte[16];
            random.nextBytes(fingerprint);
            some.add(new SyncedRecord(key(i), fingerprint, String.format("001I1%09dIAA", i)));
        }
        return some;
    }

    private static String key(int i) {
        return String.format("C-%09d", i);
    }
}
