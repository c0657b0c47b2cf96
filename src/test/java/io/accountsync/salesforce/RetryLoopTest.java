package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.RestError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls without records go by the same decision as batches; waiting takes no time here. */
class RetryLoopTest {
    private static final SalesforceException BUSY = refusal(503, "SERVER_UNAVAILABLE");

    private final List<Duration> pauses = new ArrayList<>();
    private final List<SalesforceException> failures = new ArrayList<>();
    private final RetryPolicy policy = new RetryPolicy(
            new ErrorRules(Settings.of(key -> Optional.empty())), 4, Duration.ofSeconds(20), most -> most);
    private int calls;

    @Test
    void whatMayPassIsRepeatedAndEachWaitIsTwiceTheOneBeforeUpToAMinute() throws Exception {
        for (int i = 0; i < 4; i++) {
            failures.add(BUSY);
        }
        assertThat(loop(() -> {}).make(this::call)).isEqualTo("done");
        assertThat(calls).isEqualTo(5);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(20L, 40L, 60L, 60L);
    }

    @Test
    void theErrorOfTheLastTryIsWhatRemains() {
        for (int i = 0; i < 4; i++) {
            failures.add(refusal(503, "EARLIER"));
        }
        failures.add(BUSY);
        assertThatThrownBy(() -> loop(() -> {}).make(this::call)).isSameAs(BUSY);
        assertThat(calls).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"400, MALFORMED_QUERY", "200, QUERY_TIMEOUT", "400, INVALID_FIELD"})
    void whatIsWrongWithTheCallItselfIsNotRepeated(int status, String code) {
        SalesforceException mistake = refusal(status, code);
        failures.add(mistake);
        assertThatThrownBy(() -> loop(() -> {}).make(this::call)).isSameAs(mistake);
        assertThat(calls).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST_LIMIT_EXCEEDED", "INVALID_SESSION_ID", "ORG_LOCKED"})
    void aReasonThatHoldsForEveryCallIsToldAsSuch(String code) {
        failures.add(refusal(403, code));
        assertThatThrownBy(() -> loop(() -> {}).make(this::call)).isInstanceOf(CallStoppedException.class);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void aCallThatWasNotToBeMadeIsNotRepeated() {
        failures.add(new CallRefusedException("given up"));
        assertThatThrownBy(() -> loop(() -> {}).make(this::call)).hasMessage("given up.");
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void aRunThatIsStoppedWhileACallWaitsMakesNoFurtherTry() {
        failures.add(BUSY);
        assertThatThrownBy(() -> loop(() -> {
                            if (!pauses.isEmpty()) {
                                throw new IllegalStateException("stopped");
                            }
                        })
                        .make(this::call))
                .hasMessage("stopped");
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void theEndOfTheProcessEndsTheWaitOfACallThatBelongsToNoRun() {
        ProcessPauses process = new ProcessPauses();
        RetryLoop loop = new RetryLoop(
                new RetryPolicy(
                        new ErrorRules(Settings.of(key -> Optional.empty())), 4, Duration.ofDays(1), most -> most),
                process);
        assertThatThrownBy(() -> loop.make(() -> {
                    calls++;
                    process.end("interrupted");
                    process.end("later");
                    throw BUSY;
                }))
                .isInstanceOf(CallRefusedException.class)
                .hasMessage("interrupted.");
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void aThreadThatIsInterruptedWhileItWaitsMakesNoFurtherTry() {
        RetryLoop loop = new RetryLoop(policy, new ProcessPauses());
        try {
            assertThatThrownBy(() -> loop.make(() -> {
                        calls++;
                        Thread.currentThread().interrupt();
                        throw BUSY;
                    }))
                    .isInstanceOf(CallRefusedException.class)
                    .hasMessageContaining("interrupted");
            assertThat(calls).isEqualTo(1);
        } finally {
            Thread.interrupted();
        }
    }

    private String call() throws SalesforceException {
        calls++;
        if (failures.isEmpty()) {
            return "done";
        }
        throw failures.remove(0);
    }

    private RetryLoop loop(Runnable beforeTry) {
        return new RetryLoop(policy, new RetryLoop.Surroundings() {
            @Override
            public void beforeTry() {
                beforeTry.run();
            }

            @Override
            public void pause(Duration time) {
                pauses.add(time);
            }
        });
    }

    private static SalesforceException refusal(int status, String code) {
        return new SalesforceException(List.of(new RestError(code, "no")), status);
    }
}
