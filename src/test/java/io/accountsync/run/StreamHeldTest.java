package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.GuardedEffect;
import io.accountsync.state.Plan;
import io.accountsync.state.Plans;
import io.accountsync.status.SyncStatus;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that a guard holds back waits for a person, in all processes, and goes on when that person approves. */
class StreamHeldTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aProcessThatIsGivenRowsWhileAGuardHoldsTheStreamMakesNoSessionNoCallAndNoOtherPlan() {
        org.insert("Account", Map.of("Name", "Perhaps the same one"));
        try (TestStream first = TestStream.start(org, directory);
                TestStream second = TestStream.start(org, directory)) {
            assertThat(first.attempt(customers(1))).contains("may be the same ones");
            Plan plan = plan(first);
            long calls = calls();
            int runs = runs(first);
            assertThat(isReady(second)).as("it says so before it is given rows").isFalse();

            for (int rows = 2; rows < 5; rows++) {
                // Its route would be stopped after the first time, sooner or later.
                assertThat(second.attemptFromOutside(customers(rows))).contains("may be the same ones", plan.id());
            }

            assertThat(second.streams().paused().get("accounts").plan()).isEqualTo(plan.id());
            assertThat(plan(first).id()).isEqualTo(plan.id());
            assertThat(runs(first)).isEqualTo(runs);
            assertThat(calls()).isEqualTo(calls);
            assertThat(SyncStatus.read(first.sync().engine().database(), "accounts", 5)
                            .streamPaused())
                    .contains("may be the same ones", "approve accounts " + plan.id());

            approve(first, plan);
            second.handUntilTaken(List.of(customer(2, "Two")));
            first.handUntilTaken(customers(1));
            assertThat(SyncStatus.read(first.sync().engine().database(), "accounts", 5)
                            .streamPaused())
                    .isNull();
        }
    }

    @Test
    void anotherPlanOfTheStreamIsNoReasonToGoOn() {
        org.insert("Account", Map.of("Name", "Perhaps the same one"));
        try (TestStream stream = TestStream.start(org, directory)) {
            assertThat(stream.attempt(customers(1))).contains("may be the same ones");
            Plan plan = plan(stream);
            Plan other = new Plan(
                    "sother",
                    plan.orgId(),
                    plan.mappingVersion(),
                    7,
                    0,
                    0,
                    0,
                    null,
                    "Another process met this.",
                    false,
                    Map.of(GuardedEffect.CREATE, 7L));
            new Plans(stream.sync().engine().database(), "accounts").ofStream().save(other);

            while (!stream.streams().paused().get("accounts").plan().equals("sother")) {
                Thread.onSpinWait();
            }

            assertThat(stream.streams().paused().get("accounts").reason()).contains("Another process met this.");
            approve(stream, other);
            stream.handUntilTaken(customers(1));
        }
    }

    private static Plan plan(TestStream stream) {
        return stream.sync()
                .<Plan>ofState(state -> state.plans().ofStream().find().orElseThrow());
    }

    private static void approve(TestStream stream, Plan plan) {
        assertThat(stream.sync().<Boolean>ofState(state -> state.plans().approve(plan.id())))
                .isTrue();
    }

    private long calls() {
        return Arrays.stream(CallKind.values()).mapToLong(org.stats()::calls).sum();
    }

    private static int runs(TestStream stream) {
        return stream.sync()
                .<Integer>ofState(state -> state.runs().latest("accounts", 50).size());
    }

    private static boolean isReady(TestStream stream) {
        return HealthCheckHelper.invokeReadiness(stream.sync().context()).stream()
                .filter(result -> result.getCheck().getId().equals("account-sync"))
                .allMatch(result -> result.getState() == State.UP);
    }
}
