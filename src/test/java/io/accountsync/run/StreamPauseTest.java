package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.stream.StreamSteps;
import io.accountsync.run.stream.Streams;
import io.accountsync.state.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that must not go on is paused, says why, and goes on when that is over; its rows come again meanwhile. */
class StreamPauseTest {
    private final LocalOrg org = LocalOrg.start();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aGuardPausesTheStreamAndItsRouteUntilItsPlanIsApproved() {
        org.insert("Account", Map.of("Name", "Perhaps the same one"));
        try (TestStream stream = watched(TestStream.start(org, directory))) {
            assertThat(stream.attempt(List.of(customer(1, "One"))))
                    .contains("may be the same ones", "approve accounts s", "handed over again");
            assertThat(streams(stream).paused().get("accounts").plan()).startsWith("s");
            awaitStatus(stream, ServiceStatus.Stopped);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();

            Plan plan = stream.sync()
                    .<Plan>ofState(state -> state.plans().ofStream().find().orElseThrow());
            stream.sync().<Boolean>ofState(state -> state.plans().approve(plan.id()));

            stream.handUntilTaken(List.of(customer(1, "One")));
            awaitStatus(stream, ServiceStatus.Started);
            assertThat(streams(stream).paused()).isEmpty();
            assertThat(org.find("Account", "Customer_Id__c", "1")).isPresent();
            assertThat(told).hasSize(2).last().isEqualTo("goes on");
            assertThat(told.get(0)).contains("may be the same ones");
        }
    }

    @Test
    void whatIsDrippedCountsForAGuardAsWhatComesAtOnce() {
        org.insert("Account", Map.of("Name", "Perhaps the same one"));
        try (TestStream stream = TestStream.start(org, directory, "sync.max-creates", "3")) {
            stream.sync().rows(customers(1));
            approveWhateverIsHeldBack(stream, List.of(customer(1, "One")));
            // Besides the one that a person approved.
            for (int i = 2; i <= 4; i++) {
                // Its route is resumed a moment later.
                stream.handUntilTaken(List.of(customer(i, "Number " + i)));
            }
            assertThat(stream.attempt(List.of(customer(5, "Five"))))
                    .contains("this stream would create 5 records of Account");
            assertThat(org.find("Account", "Customer_Id__c", "5")).isEmpty();
        }
    }

    private static void approveWhateverIsHeldBack(TestStream stream, List<?> rows) {
        while (stream.attempt(rows) != null) {
            stream.sync()
                    .<Boolean>ofState(state -> state.plans().ofStream().find().isPresent()
                            && state.plans()
                                    .approve(state.plans()
                                            .ofStream()
                                            .find()
                                            .get()
                                            .id()));
        }
    }

    @Test
    void anOrgThatIsAwayPausesTheStreamAndNothingIsTakenForDone() {
        try (TestStream stream = watched(TestStream.start(org, directory, "sync.retries", "0"))) {
            stream.hand(customer(1, "One"));
            Fault away = org.faults()
                    .add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.respond(503, "SERVER_UNAVAILABLE", "away"));
            assertThat(stream.attempt(List.of(customer(2, "Two")))).contains("SERVER_UNAVAILABLE");
            assertThat(stream.attempt(List.of(customer(2, "Two")))).isNotNull();
            away.remove();
            stream.handUntilTaken(List.of(customer(2, "Two")));
            assertThat(org.find("Account", "Customer_Id__c", "2")).isPresent();
            assertThat(told).hasSizeGreaterThan(2);
            assertThat(told).first().isEqualTo("goes on");
            assertThat(told).last().isEqualTo("goes on");
            assertThat(told.subList(1, told.size() - 1))
                    .as("attempts in vain end no incident")
                    .allSatisfy(reason -> assertThat(reason).contains("SERVER_UNAVAILABLE"));
        }
    }

    @Test
    void theApiBudgetHoldsForAStreamAsForARun() {
        // A batch is full at once: else its row would wait for others, since calls are scarce.
        try (TestStream stream =
                TestStream.start(org, directory, "sync.max-calls-per-day", "4", "sync.batch-size", "1")) {
            List<String> refused = new ArrayList<>();
            for (int i = 1; i <= 6; i++) {
                refused.add(stream.attempt(List.of(customer(i, "Number " + i))));
            }
            assertThat(refused).last().asString().contains("sync.max-calls-per-day");
            assertThat(org.records("Account")).hasSizeLessThan(5);
        }
    }

    @Test
    void whatBreaksInTheCallersRouteIsForWhoeverTheRowsComeFrom() {
        String broken = TestStream.CALLER.replace(
                "- to: direct:sync-stream",
                "- throwException:\n            message: poison\n            exceptionType: java.lang.IllegalStateException\n"
                        + "        - to: direct:sync-stream");
        try (TestStream stream = TestStream.of(org, directory, TestSync.ACCOUNTS + TestSync.ROWS + broken)) {
            assertThat(stream.attempt(customer(1, "One"))).isEqualTo("poison");
        }
    }

    private TestStream watched(TestStream stream) {
        stream.sync().engine().runs().observe(new RunObserver() {
            @Override
            public void paused(String sync, String reason) {
                told.add(reason);
            }

            @Override
            public void goesOn(String sync) {
                told.add("goes on");
            }
        });
        return stream;
    }

    private static Streams streams(TestStream stream) {
        return stream.sync()
                .context()
                .getRegistry()
                .lookupByNameAndType(StreamSteps.BEAN, StreamSteps.class)
                .streams();
    }

    private static void awaitStatus(TestStream stream, ServiceStatus status) {
        while (stream.sync().context().getRouteController().getRouteStatus("caller") != status) {
            Thread.onSpinWait();
        }
    }
}
