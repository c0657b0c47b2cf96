package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person approved of the deletions of a stream, record by record. */
abstract class ApprovedDeletionsContract extends StateContract {
    ApprovedDeletionsContract(TestDatabase on) {
        super(on);
    }

    @Test
    void anApprovalIsForTheVeryRecordsOfThePlanThatWaits() {
        Plans plans = new Plans(database, "accounts");
        ApprovedDeletions approved = new GoneRecords(database, "accounts").approved();
        approved.add("s0", "DELETE", Map.of("z", "001z"));
        approved.begin();
        approved.add("s1", "DELETE", Map.of("a", "001a", "b", "001b"));
        plans.approve("s1");
        assertThat(approved.among("DELETE", Map.of("a", "001a")))
                .as("no such plan waits")
                .isEmpty();
        plans.ofStream().save(new Plan("s1", "org", "v1", 0, 0, 0, 0, "hash", "too many", false));

        plans.approve("s1");

        assertThat(approved.among("DELETE", Map.of("a", "001a", "b", "another", "z", "001z")))
                .containsExactly("a");
        assertThat(approved.among("FLAG", Map.of("a", "001a"))).isEmpty();
        approved.remove(List.of("a"));
        assertThat(approved.among("DELETE", Map.of("a", "001a", "b", "001b"))).containsExactly("b");
        approved.begin();
        assertThat(approved.isAny()).as("the state knows no record of that id").isFalse();
    }
}

class ApprovedDeletionsSqliteTest extends ApprovedDeletionsContract {
    ApprovedDeletionsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class ApprovedDeletionsPostgresTest extends ApprovedDeletionsContract {
    ApprovedDeletionsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
