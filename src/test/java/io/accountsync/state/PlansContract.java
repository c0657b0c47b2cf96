package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
    void aPlanOfARunAndOneOfTheStreamStayNextToEachOtherAndAnApprovalIsForTheOneThatItNames() {
        plans.ofRuns().save(plan("a1"));
        plans.ofStream().save(plan("s1"));
        assertThat(plans.all()).extracting(Plan::id).containsExactly("a1", "s1");

        assertThat(plans.approve("s1")).isTrue();

        assertThat(plans.holdingStream()).isEmpty();
        assertThat(plans.ofStream().find().orElseThrow().approved()).isTrue();
        assertThat(plans.ofRuns().waiting().orElseThrow().id()).isEqualTo("a1");
        plans.ofStream().save(plan("s2"));
        assertThat(plans.approve("a1")).isTrue();
        assertThat(plans.holdingStream().orElseThrow().id()).isEqualTo("s2");
        plans.ofRuns().remove();
        assertThat(plans.all()).extracting(Plan::id).containsExactly("s2");
    }

    @Test
    void aPlanThatIsNotThereAnyMoreIsNotApprovedAndNoOtherInItsPlace() {
        plans.ofStream().save(plan("s1"));
        plans.approve("s1");
        plans.ofStream().save(plan("s2"));

        assertThat(plans.approve("s1")).isFalse();

        assertThat(plans.holdingStream().orElseThrow().id()).isEqualTo("s2");
    }

    @Test
    void thePlanOfAStreamThatWaitsStaysWhicheverProcessMeetsAGuardNext() {
        assertThat(plans.ofStream().saveUnlessOneWaits(plan("s1")).id()).isEqualTo("s1");
        assertThat(plans.ofStream().saveUnlessOneWaits(plan("s2")).id()).isEqualTo("s1");
        plans.approve("s1");
        assertThat(plans.ofStream().saveUnlessOneWaits(plan("s3")).id()).isEqualTo("s3");
        assertThat(plans.holdingStream()).isPresent();
    }

    @Test
    void anApprovalEndsWithItsPlan() {
        plans.ofRuns().save(plan("a1"));
        plans.approve("a1");
        plans.ofRuns().save(plan("a2"));

        assertThat(plans.ofRuns().find().orElseThrow().approved()).isFalse();
    }

    @Test
    void thePlanOfAStreamKeepsWhatItsApprovalLetsPass() {
        Map<GuardedEffect, Long> allowances = Map.of(GuardedEffect.CREATE, 7L, GuardedEffect.CLEAR, 0L);
        plans.ofStream().save(new Plan("s1", "org", "v1", 1, 2, 3, 0, null, "too many", false, allowances));

        assertThat(plans.find("s1").orElseThrow().allowances()).isEqualTo(allowances);
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
