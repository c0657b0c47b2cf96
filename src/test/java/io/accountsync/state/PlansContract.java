package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a guard held back, and what a person approved of it. */
abstract class PlansContract extends StateContract {
    private Plans plans;

    PlansContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void openPlans() {
        plans = new Plans(database, "accounts");
    }

    @Test
    void theTimeOfAnApprovalStaysWhenAnotherPlanOfTheStreamTakesItsPlace() {
        plans.save(plan("s1"));
        assertThat(plans.streamApprovedAt()).isZero();
        assertThat(plans.approve("s1")).isTrue();
        assertThat(plans.find().orElseThrow().approved()).isTrue();
        long approvedAt = plans.streamApprovedAt();
        assertThat(approvedAt).isPositive();

        plans.save(plan("s2"));

        assertThat(plans.find().orElseThrow().approved()).isFalse();
        assertThat(plans.streamApprovedAt()).isEqualTo(approvedAt);
        assertThat(plans.approve("s2")).isTrue();
        assertThat(plans.find().orElseThrow().approved()).isTrue();
        assertThat(plans.streamApprovedAt()).isGreaterThan(approvedAt);
    }

    @Test
    void anApprovalOfARunEndsWithItsPlan() {
        plans.save(plan("a1"));
        plans.approve("a1");
        plans.save(plan("s1"));

        assertThat(plans.find().orElseThrow().approved()).isFalse();
        assertThat(plans.streamApprovedAt()).isZero();
        plans.approve("s1");
        plans.save(plan("a2"));

        assertThat(plans.find().orElseThrow().approved()).isFalse();
    }

    private static Plan plan(String id) {
        return new Plan(id, "org", "v1", 1, 2, 3, 0, null, "too many", false);
    }
}

class PlansSqliteTest extends PlansContract {
    PlansSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class PlansPostgresTest extends PlansContract {
    PlansPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
