package io.accountsync.run;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.state.GuardedEffect;
import io.accountsync.state.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What guards count of a stream, and what they say of it. */
class StreamGuardsTest {
    private static final String CLEARING = TestSync.ACCOUNTS.replace("BillingCity: \"${body[city]}\"", "Phone: \"1\"")
            + "        fields[BillingCity]:\n" + "          value: \"${body[city]}\"\n          whenEmpty: clear\n";

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "10"})
    void aRecordThatAStreamChangesOftenIsOneRecord(String percent) {
        try (TestStream stream = TestStream.start(org, directory, "sync.max-changes", percent)) {
            for (int round = 0; round < 5; round++) {
                stream.hand(named(1, 150, "Round " + round));
            }
            assertThat(org.records("Account")).hasSize(150);
        }
    }

    @Test
    void aStreamIsHeldWhenItWouldHaveChangedTooManyRecordsAndSaysWhatItSentBefore() {
        try (TestStream stream = TestStream.start(org, directory, "sync.max-changes", "50")) {
            stream.sync().rows(customers(1_100)).run();
            stream.hand(named(1, 300, "Other"));
            stream.hand(named(1, 300, "Another"));

            assertThat(stream.attempt(named(200, 560, "Third")))
                    .contains(
                            "this stream would change 560 of 1,100 records of Account sent before, more than sync.max-changes")
                    .contains(
                            "(50 %). Nothing of this batch was sent, and its rows come again; before it, this session sent"
                                    + " 600 records. If that is right");
            assertThat(org.find("Account", "Customer_Id__c", "560")
                            .orElseThrow()
                            .get("Name"))
                    .isNotEqualTo("Third");
        }
    }

    @Test
    void aRecordThatAStreamEmptiesOftenIsOneRecord() {
        try (TestStream stream =
                TestStream.of(org, directory, CLEARING + TestSync.ROWS + TestStream.CALLER, "sync.max-clears", "20")) {
            stream.sync().rows(in("Zürich", 1, 600)).run();
            for (int round = 0; round < 2; round++) {
                stream.hand(in(null, 1, 300));
                stream.hand(in("Zürich", 1, 300));
            }

            assertThat(stream.attempt(in(null, 250, 501)))
                    .contains("this stream would empty fields of 501 of 600 records of Account sent before")
                    .contains("Nothing of this batch was sent");
        }
    }

    @Test
    void whatAProcessThatEndedHasEmptiedCountsForTheNextAndForOthers() {
        String file = CLEARING + TestSync.ROWS + TestStream.CALLER;
        try (TestStream stream = TestStream.of(org, directory, file)) {
            stream.sync().rows(in("Zürich", 1, 600)).run();
            stream.hand(in(null, 1, 300));
        }
        try (TestStream next = TestStream.of(org, directory, file);
                TestStream other = TestStream.of(org, directory, file)) {
            next.hand(in(null, 301, 500));
            assertThat(other.attempt(in(null, 501, 600)))
                    .contains("this stream would empty fields of 600 of 600 records", "sync.max-clears");
        }
    }

    @Test
    void recordsThatAStreamCreatedWithinTheDayAreNoChangesOfWhatWasThere() {
        try (TestStream stream = TestStream.start(org, directory, "sync.max-changes", "50")) {
            stream.sync().rows(customers(600)).run();
            stream.hand(named(601, 1300, "New"));
            stream.hand(named(601, 1300, "Corrected a minute later"));

            assertThat(stream.attempt(named(50, 1300, "Mass change")))
                    .contains("this stream would change 551 of 600 records of Account sent before");
        }
    }

    @Test
    void anApprovalLetsTheBatchThatWaitsPassAndThenAsMuchAsTheGuardAlwaysDoesAndNoMore() {
        org.insert("Account", Map.of("Name", "Perhaps the same one"));
        List<Plan> plans = new ArrayList<>();
        try (TestStream stream = TestStream.start(org, directory, "sync.max-creates", "30")) {
            List<Map<String, Object>> rows = customers(200);
            assertThat(stream.attempt(rows.subList(0, 20))).contains("would create 20 records");
            plans.add(approve(stream));
            stream.handUntilTaken(rows.subList(0, 20));
            stream.hand(rows.subList(20, 50));
            assertThat(stream.attempt(rows.subList(50, 150)))
                    .contains("since its last approval, this stream would create 150 records");
            assertThat(org.records("Account")).hasSize(51);
            plans.add(approve(stream));
            stream.handUntilTaken(rows.subList(50, 150));
            stream.hand(rows.subList(150, 180));
            assertThat(stream.attempt(rows.subList(180, 181))).contains("would create 131 records");
        }
        assertThat(plans)
                .extracting(plan -> plan.allowances().get(GuardedEffect.CREATE))
                .containsExactly(20L, 100L);
    }

    private static Plan approve(TestStream stream) {
        Plan plan = stream.sync()
                .<Plan>ofState(state -> state.plans().ofStream().waiting().orElseThrow());
        assertThat(stream.sync().<Boolean>ofState(state -> state.plans().approve(plan.id())))
                .isTrue();
        return plan;
    }

    @Test
    void noShareOfPoisonHoldsTheGoodRowsOfAStreamAndEachPoisonRowIsInTheStateWithItsPlace() {
        List<RunReport> reports = new ArrayList<>();
        try (TestStream stream = TestStream.start(org, directory, "sync.max-invalid-after", "20")) {
            stream.sync().engine().runs().observe(new RunObserver() {
                @Override
                public void ended(RunReport report, boolean loginRefused) {
                    reports.add(report);
                }
            });
            List<Object> rows = new ArrayList<>(customers(10));
            for (int i = 0; i < 30; i++) {
                rows.add("poison " + i);
            }
            stream.hand(rows);

            assertThat(org.records("Account")).hasSize(10);
            assertThat(stream.sync().<Long>ofState(state -> state.open().invalid()))
                    .isEqualTo(30);
            stream.hand(customers(11).subList(10, 11));
            assertThat(org.records("Account")).hasSize(11);
        }
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.notes()).anySatisfy(note -> assertThat(note)
                    .contains("30 of 41 rows could not be read or mapped, more than sync.max-invalid allows (5 %)")
                    .contains("A stream does not stop for that", "account-sync failures accounts", "The reasons: "));
        });
    }

    private static List<Map<String, Object>> named(int first, int last, String name) {
        List<Map<String, Object>> rows = customers(last).subList(first - 1, last);
        rows.forEach(row -> row.put("name", name));
        return rows;
    }

    private static List<Map<String, Object>> in(String city, int first, int last) {
        List<Map<String, Object>> rows = customers(last).subList(first - 1, last);
        rows.forEach(row -> row.put("city", city));
        return rows;
    }
}
