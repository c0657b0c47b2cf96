package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.state.Plan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person approves of the deletions of a stream holds for these very records, whatever rows the next batches have. */
class StreamApprovalTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void approvedDeletionsHappenWhateverSliceOfTheRowsTheNextBatchesHave() {
        try (TestStream stream = start()) {
            stream.hand(customers(9));
            assertThat(stream.attempt(gone(1, 2, 3, 4))).contains("would delete 4 records");
            approve(stream);

            stream.handUntilTaken(List.of(customer(9, "No deletion is in this one")));
            stream.hand(gone(2));
            stream.hand(Stream.concat(Stream.of(customer(8, "Eight")), gone(4, 1).stream())
                    .toList());
            assertThat(left()).containsExactly(3, 5, 6, 7, 8, 9);
            stream.hand(gone(5));
            assertThat(left()).as("what a person approved does not count").containsExactly(3, 6, 7, 8, 9);
        }
    }

    @Test
    void othersThanTheApprovedMakeAPlanOfTheRest() {
        try (TestStream stream = start()) {
            stream.hand(customers(9));
            assertThat(stream.attempt(gone(1, 2, 3))).contains("would delete 3 records");
            approve(stream);

            String held = handUntilHeldByAnother(stream, gone(1, 2, 3, 4, 5), "4, 5");

            assertThat(held).contains("This stream would delete 2 records of Account since the rows are gone (4, 5)");
            assertThat(left()).hasSize(9);
            approve(stream);
            stream.handUntilTaken(gone(5, 3, 2));
            stream.hand(gone(1, 4));
            assertThat(left()).containsExactly(6, 7, 8, 9);
        }
    }

    @Test
    void anApprovalIsOverForARecordWhoseRowIsBack() {
        try (TestStream stream = start()) {
            stream.hand(customers(9));
            assertThat(stream.attempt(gone(1, 2, 3))).contains("would delete 3 records");
            approve(stream);

            stream.handUntilTaken(List.of(customer(1, "Back"), customer(2, "Number 2")));

            assertThat(stream.attempt(gone(1, 2, 3))).contains("would delete 2 records", "(1, 2)");
            assertThat(left()).hasSize(9);
        }
    }

    private TestStream start() {
        return TestStream.of(
                org,
                directory,
                GoneSync.file(TestSync.ACCOUNTS, GoneSync.DELETE) + TestStream.CALLER,
                "sync.deletions",
                "on",
                "sync.max-deletions",
                "1");
    }

    private static String handUntilHeldByAnother(TestStream stream, List<?> rows, String keys) {
        String refused;
        do {
            refused = stream.attempt(rows);
        } while (refused == null || !refused.contains(keys));
        return refused;
    }

    private static void approve(TestStream stream) {
        Plan plan = stream.sync()
                .<Plan>ofState(state -> state.plans().ofStream().find().orElseThrow());
        assertThat(stream.sync().<Boolean>ofState(state -> state.plans().approve(plan.id())))
                .isTrue();
    }

    private List<Integer> left() {
        return IntStream.rangeClosed(1, 9)
                .filter(id -> org.find("Account", "Customer_Id__c", String.valueOf(id))
                        .isPresent())
                .boxed()
                .toList();
    }

    private static List<Map<String, Object>> gone(int... ids) {
        return Arrays.stream(ids)
                .<Map<String, Object>>mapToObj(
                        id -> Map.of("op", "d", "before", Map.of("id", id), "source", Map.of("connector", "test")))
                .toList();
    }
}
