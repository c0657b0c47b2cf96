package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that send while they read, with answers that are lost, refusals and a source that breaks: when it is quiet nothing lacks. */
class EagerLivesTest {
    private static final int ROWS = 2300;
    private static final int RUNS = 12;

    private final LocalOrg org = LocalOrg.start();
    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, Integer> changed = new HashMap<>();

    @TempDir
    private Path directory;

    private int clock;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whenItIsQuietTheOrgIsWhereTheSourceIs(long seed) {
        Random random = new Random(seed);
        long early = 0;
        try (TestSync sync = start()) {
            edit(random, ROWS);
            assertThat(sync.rows(() -> rows(-1)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            for (int i = 0; i < RUNS; i++) {
                edit(random, random.nextInt(ROWS));
                trouble(random);
                int broken = random.nextInt(4) == 0 ? random.nextInt(ROWS) : -1;
                RunReport report = sync.rows(() -> rows(broken)).run();
                org.faults().clear();
                early += report.notes().stream()
                        .filter(note -> note.contains("sent while rows were read"))
                        .count();
                assertThat(String.valueOf(report.message())).doesNotContain("fault of account-sync");
                long outcomes = Arrays.stream(Count.values())
                        .filter(Count::isOutcome)
                        .mapToLong(report::count)
                        .sum();
                assertThat(outcomes).as("run %d, %s", i, report.message()).isEqualTo(report.count(Count.READ));
            }
            for (int i = 0; i < 4; i++) {
                sync.rows(() -> rows(-1)).run();
            }
        }
        assertThat(early).as("runs that sent early").isPositive();
        Map<String, String> inOrg = new TreeMap<>();
        org.records("Account")
                .forEach(account -> inOrg.put((String) account.get("Customer_Id__c"), (String) account.get("Name")));
        assertThat(org.records("Account")).hasSize(names.size());
        assertThat(inOrg).isEqualTo(names);
    }

    private TestSync start() {
        return TestSync.start(
                org,
                directory,
                TestSync.ACCOUNTS_WITH_CURSOR.replaceAll(
                        "(?m)^ *BillingCity.*\n|^ *fields\\[Parent.*\n|^ *lookup.*\n|^ *value.*\n", ""),
                "sync.eager",
                "true",
                "sync.unique-keys",
                "true",
                "sync.max-invalid",
                "100",
                "sync.max-rejected",
                "100",
                "sync.batch-size",
                "50",
                "sync.path",
                "collections",
                "sync.overlap-steps",
                "1000000");
    }

    private void trouble(Random random) {
        FaultMatch some =
                FaultMatch.on(CallKind.COLLECTIONS).from(1 + random.nextInt(8)).times(1 + random.nextInt(4));
        switch (random.nextInt(7)) {
            case 0 -> org.faults().add(some, FaultAction.loseAnswer());
            case 1 -> org.faults().add(some, FaultAction.respond(503, "SERVER_UNAVAILABLE", "later"));
            case 2 -> org.faults().add(some, FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "locked"));
            case 3 -> org.faults().add(some, FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            case 4 -> org.faults().add(some, FaultAction.rejectRecord("ENTITY_IS_LOCKED", "later"));
            case 5 -> org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(4), FaultAction.loseAnswer());
            default -> {
                // A good day.
            }
        }
    }

    private void edit(Random random, int most) {
        for (int i = 0; i < most; i++) {
            String id = String.valueOf(most == ROWS ? i + 1 : 1 + random.nextInt(ROWS + 20));
            names.put(id, "Name " + random.nextInt(3) + " of " + id);
            changed.put(id, ++clock);
        }
    }

    private Iterator<Map<String, Object>> rows(int broken) {
        List<Map<String, Object>> rows = new ArrayList<>();
        names.forEach((id, name) -> rows.add(TestSync.row("id", id, "name", name, "changed", changed.get(id))));
        return EagerTest.reading(rows, broken + 1, row -> {
            throw new IllegalStateException("broken");
        });
    }
}
