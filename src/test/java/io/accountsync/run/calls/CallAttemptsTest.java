package io.accountsync.run.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.Settings;
import io.accountsync.run.calls.CallAttempts.Refusal;
import io.accountsync.run.calls.CallAttempts.Refused;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One decision for the calls of runs and of adoptions, with answers from a script and a clock that only waiting moves. */
class CallAttemptsTest {
    private static final CallError SILENCE = error(0, CallError.NO_ANSWER, "there was no answer in time");
    private static final CallError MALFORMED = CallError.malformed("a result for each of 3 records");
    private static final CallError BUSY = error(503, "SERVER_UNAVAILABLE", "busy");
    private static final CallError UNKNOWN_LOGIN = error(401, "INVALID_SESSION_ID", "Session expired or invalid");
    private static final CallError LOCKED = error(200, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access");
    private static final CallError CROWDED =
            error(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
    private static final CallError TOO_MUCH =
            error(200, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "System.LimitException: Apex CPU time limit exceeded");
    private static final CallError UNREADABLE = error(400, "JSON_PARSER_ERROR", "Unexpected character");
    private static final CallError NO_FIELD = error(400, "INVALID_FIELD", "No such column 'Gone__c' on Account");
    private static final CallError RULE = error(200, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "no");
    private static final CallError NO_PARENT = error(200, "INVALID_FIELD", "Foreign key external ID: 7 not found");
    private static final CallError FULL = error(200, "STORAGE_LIMIT_EXCEEDED", "full");

    private static final int MOST = 8;
    private static final Duration DELAY = Duration.ofSeconds(10);

    private final ConcurrencyLimit limit = new ConcurrencyLimit(MOST, new CallPlaces());
    private final Script script = new Script();
    private final List<List<String>> calls = new ArrayList<>();
    private final Map<String, CallError> refused = new TreeMap<>();
    private final Map<String, ErrorAction> actions = new TreeMap<>();
    private final List<String> confirmed = new ArrayList<>();
    private final List<String> confirmedOnRepeat = new ArrayList<>();
    private final CallAttempts<String> attempts = attempts(3);

    /** The run, its watch and its clock. */
    private static final class Script implements Caller {
        private final List<Duration> pauses = new ArrayList<>();
        private final List<Integer> tries = new ArrayList<>();
        private final List<CallError> ends = new ArrayList<>();
        private String budget;
        private String stopped;
        private Runnable whilePausing = () -> {};

        @Override
        public Optional<String> refusal() {
            return Optional.ofNullable(budget);
        }

        @Override
        public boolean isStopping() {
            return stopped != null;
        }

        @Override
        public void stop(String reason) {
            stopped = stopped == null ? reason : stopped;
        }

        @Override
        public void pause(Duration time) {
            pauses.add(time);
            whilePausing.run();
        }

        @Override
        public void calling(int before) {
            tries.add(before);
        }

        @Override
        public void called(CallError error) {
            ends.add(error);
        }
    }

    @Test
    void aCallWithoutAnswerIsRepeatedAsOftenAsTheKeySaysAndThenStopsTheRun() {
        send(3, records -> SILENCE);

        assertThat(calls).hasSize(4);
        assertThat(script.tries).containsExactly(0, 1, 2, 3);
        assertThat(script.pauses).hasSize(3);
        for (int i = 0; i < script.pauses.size(); i++) {
            assertThat(script.pauses.get(i)).isBetween(Duration.ZERO, DELAY.multipliedBy(1L << i));
        }
        assertThat(script.stopped)
                .isEqualTo(
                        "Salesforce did not take a call in 4 tries: there was no answer in time. The rest remains to be "
                                + "sent.");
        assertThat(refused).isEmpty();
    }

    @Test
    void aCallThatWasHeardGivesItsPlaceToAnotherOneBeforeItIsJudged() {
        ConcurrencyLimit one = new ConcurrencyLimit(1, new CallPlaces());
        CallAttempts<String> first = new CallAttempts<>(
                new RetryPolicy(new ErrorRules(Settings.of(key -> Optional.empty())), 3, DELAY), one, script);
        first.begin(List.of("1"));
        assertThat(first.hasNext()).isTrue();
        first.next();
        first.calling();
        first.heard();
        assertThat(one.enter(() -> false)).isTrue();

        first.answered(List.of(), List.of());
        int[] looked = new int[1];
        assertThat(one.enter(() -> ++looked[0] > 1))
                .as("the place is not given back twice")
                .isFalse();
    }

    @Test
    void aBudgetThatIsUsedUpWhileACallWaitsKeepsItFromLeaving() {
        attempts.begin(List.of("1"));
        script.budget = "used up";
        assertThat(attempts.hasNext()).isFalse();
        assertThat(script.stopped).isEqualTo("used up");
        assertThat(attempts.due()).containsExactly("1");
    }

    @Test
    void whoseAnswerWasLostIsKnownToBeInDoubtHoweverTheRepeatEnds() {
        send(3, inTurn(SILENCE, Map.of()));

        assertThat(confirmedOnRepeat).containsExactly("1", "2", "3");
        assertThat(attempts.unanswered()).containsExactly("1", "2", "3");
    }

    @Test
    void anAnswerThatLeavesNothingOpenLeavesNobodyInDoubt() {
        send(3, inTurn(CROWDED, Map.of()));

        assertThat(confirmed).containsExactly("1", "2", "3");
        assertThat(attempts.unanswered()).isEmpty();
    }

    @Test
    void aCallThatBrokeOffBetweenItsBeginAndItsAnswerLeavesItsRecordsInDoubt() {
        attempts.begin(keys(2));
        attempts.hasNext();
        attempts.next();
        attempts.calling();

        assertThat(attempts.unanswered()).containsExactly("1", "2");
        assertThatThrownBy(attempts::hasNext).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMalformedAnswerIsRepeatedSinceNobodyKnowsWhatSalesforceDid() {
        send(3, inTurn(MALFORMED, BUSY, Map.of()));

        assertThat(calls).hasSize(3);
        assertThat(confirmedOnRepeat).containsExactly("1", "2", "3");
        assertThat(script.ends).containsExactly(MALFORMED, BUSY, null);
    }

    @Test
    void aRefusedLoginStopsTheRunAtOnce() {
        send(3, records -> UNKNOWN_LOGIN);

        assertThat(calls).hasSize(1);
        assertThat(script.pauses).isEmpty();
        assertThat(script.stopped).startsWith("Salesforce refused the call: INVALID_SESSION_ID (status 401)");
    }

    @Test
    void anUnknownRefusalOfACallIsTriedAgainAndThenStopsTheRun() {
        send(3, records -> error(403, "NEVER_SEEN_BEFORE", "?"));

        assertThat(calls).hasSize(4);
        assertThat(script.stopped).contains("did not take a call in 4 tries", "NEVER_SEEN_BEFORE");
    }

    @Test
    void crowdingHalvesTheBoundAndAnswersWithoutItRestoreIt() {
        send(3, inTurn(CROWDED, Map.of("2", LOCKED), Map.of()));
        assertThat(limit.bound()).isEqualTo(2);

        for (int i = 0; i < 100; i++) {
            CallAttempts<String> next = attempts(3);
            next.begin(keys(1));
            send(next, records -> Map.of());
        }
        assertThat(limit.bound()).isEqualTo(MOST);
        assertThat(script.stopped).isNull();
    }

    @Test
    void aRequestRefusedAsAWholeIsSplitUntilTheGuiltyStandAlone() {
        send(100, records -> records.contains("42") || records.contains("7") ? refusal(records) : Map.of());

        assertThat(refused).containsOnlyKeys("42", "7");
        assertThat(actions).containsEntry("42", ErrorAction.REJECT);
        assertThat(confirmed).hasSize(98).doesNotHaveDuplicates();
        assertThat(script.pauses).as("a half is no repeat").isEmpty();
        assertThat(script.stopped).isNull();
    }

    /** As Salesforce's parser, which says where it failed: other words for another half. */
    private static CallError refusal(List<String> records) {
        return error(400, UNREADABLE.code(), "Unexpected character in the record with " + records);
    }

    @Test
    void bothHalvesRefusedAlikeStopTheRunInsteadOfBlamingEachRecord() {
        send(200, records -> NO_FIELD);

        assertThat(calls).extracting(List::size).containsExactly(200, 100, 100);
        assertThat(script.stopped)
                .startsWith("Salesforce refuses every call alike, so the fault is not in single records: INVALID_FIELD")
                .contains(" The field Gone__c is gone from the org, or the user may not write it any more: see check");
        assertThat(refused).isEmpty();
    }

    @Test
    void halvesThatAreRefusedAlikeAfterARepeatStopTheRunToo() {
        send(4, inTurn(NO_FIELD, BUSY, NO_FIELD, NO_FIELD));

        assertThat(calls).extracting(List::size).containsExactly(4, 2, 2, 2);
        assertThat(script.stopped).contains("refuses every call alike");
    }

    @Test
    void aRunThatIsStoppedWhileACallWaitsForItsRepeatMakesNoFurtherCall() {
        script.whilePausing = () -> script.stop("interrupted");
        send(3, records -> BUSY);

        assertThat(calls).hasSize(1);
        assertThat(script.pauses).hasSize(1);
        assertThat(attempts.due()).containsExactly("1", "2", "3");
        assertThat(script.stopped).isEqualTo("interrupted");
        assertThat(freePlaces()).isEqualTo(MOST);
    }

    @Test
    void whoWaitsForARepeatHoldsNoPlaceInFlight() {
        List<Integer> free = new ArrayList<>();
        script.whilePausing = () -> free.add(freePlaces());
        send(3, inTurn(BUSY, BUSY, Map.of()));

        assertThat(free).containsExactly(MOST, MOST);
    }

    @Test
    void callsThatAreUsedUpByTheTimeOfARepeatStopTheRunBeforeIt() {
        script.whilePausing = () -> script.budget = "used up";
        send(3, records -> BUSY);

        assertThat(calls).hasSize(1);
        assertThat(script.stopped).isEqualTo("used up");
    }

    @Test
    void onlyTheRecordsConcernedAreSentAgainAndWhatStaysLockedIsForTheNextRun() {
        send(3, records -> records.contains("2") ? Map.of("2", LOCKED) : Map.of());

        assertThat(calls).containsExactly(keys(3), List.of("2"), List.of("2"), List.of("2"));
        assertThat(confirmed).containsExactly("1", "3");
        assertThat(actions).isEqualTo(Map.of("2", ErrorAction.RETRY));
        assertThat(script.stopped).isNull();
    }

    @Test
    void whatIsTooMuchForATriggerIsHalvedAndOneAloneIsRepeated() {
        send(4, records -> records.size() > 2 || records.contains("4") ? all(records, TOO_MUCH) : Map.of());

        assertThat(calls)
                .containsExactly(
                        keys(4),
                        List.of("1", "2"),
                        List.of("3", "4"),
                        List.of("3"),
                        List.of("4"),
                        List.of("4"),
                        List.of("4"),
                        List.of("4"));
        assertThat(actions).isEqualTo(Map.of("4", ErrorAction.RETRY));
    }

    @ParameterizedTest
    @CsvSource({"false, REJECT", "true, DEFER"})
    void aRecordThatWillNotPassGoesIntoNoFurtherCall(boolean ofParent, ErrorAction action) {
        send(2, records -> Map.of("2", ofParent ? NO_PARENT : RULE));

        assertThat(calls).hasSize(1);
        assertThat(confirmed).containsExactly("1");
        assertThat(actions).isEqualTo(Map.of("2", action));
    }

    @Test
    void aRecordRefusedForAReasonOfAllStopsTheRunAndIsNotBlamed() {
        send(3, records -> Map.of("2", FULL));

        assertThat(script.stopped)
                .startsWith("Salesforce rejected a record for a reason that holds for all: STORAGE_LIMIT");
        assertThat(confirmed).containsExactly("1", "3");
        assertThat(refused).isEmpty();
    }

    @Test
    void withoutRetriesTheFirstFailureCounts() {
        CallAttempts<String> once = attempts(0);
        once.begin(keys(1));
        send(once, inTurn(Map.of("1", LOCKED)));
        assertThat(actions).isEqualTo(Map.of("1", ErrorAction.RETRY));

        once.begin(keys(1));
        send(once, records -> BUSY);
        assertThat(script.stopped).contains("in 1 try");
    }

    @Test
    void aRecordThatIsToBeSentInAnotherFormIsNoRepeat() {
        attempts.begin(keys(2));
        attempts.hasNext();
        attempts.next();
        attempts.calling();
        attempts.answered(List.of(), List.of("2"));

        send(attempts, records -> Map.of());
        assertThat(calls).containsExactly(List.of("2"));
        assertThat(script.pauses).isEmpty();
    }

    @Test
    void aCallOfWhichNothingIsLeftIsNotMadeAndGivesItsPlaceBack() {
        attempts.begin(keys(2));
        attempts.hasNext();
        attempts.next();
        attempts.reduceTo(List.of());

        assertThat(attempts.hasNext()).isFalse();
        assertThat(freePlaces()).isEqualTo(MOST);
    }

    @Test
    void whatCouldNotEvenBeAskedIsRepeatedAndLeavesNoDoubt() {
        attempts.begin(keys(2));
        attempts.hasNext();
        attempts.next();
        attempts.failed(SILENCE);

        assertThat(attempts.unanswered()).isEmpty();
        send(attempts, records -> Map.of());
        assertThat(calls).containsExactly(keys(2));
        assertThat(script.pauses).hasSize(1);
    }

    private CallAttempts<String> attempts(int retries) {
        ErrorRules rules = new ErrorRules(Settings.of(key -> Optional.empty()));
        return new CallAttempts<>(new RetryPolicy(rules, retries, DELAY), limit, script);
    }

    private void send(int records, Function<List<String>, Object> answers) {
        attempts.begin(keys(records));
        send(attempts, answers);
    }

    /** @param answers a call's error, or the errors of the records that were refused */
    private void send(CallAttempts<String> some, Function<List<String>, Object> answers) {
        while (some.hasNext()) {
            List<String> records = some.next();
            calls.add(records);
            some.calling();
            Object answer = answers.apply(records);
            if (answer instanceof CallError error) {
                keep(some.failed(error));
                continue;
            }
            Map<?, ?> errors = (Map<?, ?>) answer;
            records.stream()
                    .filter(record -> !errors.containsKey(record))
                    .forEach(some.isAmbiguous() ? confirmedOnRepeat::add : confirmed::add);
            keep(some.answered(
                    records.stream()
                            .filter(errors::containsKey)
                            .map(record -> new Refusal<>(record, (CallError) errors.get(record)))
                            .toList(),
                    List.of()));
        }
    }

    private void keep(List<Refused<String>> records) {
        for (Refused<String> record : records) {
            assertThat(refused.put(record.record(), record.error()))
                    .as("refused once")
                    .isNull();
            actions.put(record.record(), record.action());
        }
    }

    private int freePlaces() {
        int free = 0;
        boolean[] looked = new boolean[1];
        while (limit.enter(() -> {
            boolean again = looked[0];
            looked[0] = true;
            return again;
        })) {
            free++;
            looked[0] = false;
        }
        for (int i = 0; i < free; i++) {
            limit.leave();
        }
        return free;
    }

    private static Function<List<String>, Object> inTurn(Object... answers) {
        List<Object> left = new ArrayList<>(List.of(answers));
        return records -> left.remove(0);
    }

    private static Map<String, CallError> all(List<String> records, CallError error) {
        Map<String, CallError> errors = new TreeMap<>();
        records.forEach(record -> errors.put(record, error));
        return errors;
    }

    private static List<String> keys(int records) {
        return IntStream.rangeClosed(1, records).mapToObj(String::valueOf).toList();
    }

    private static CallError error(int status, String code, String message) {
        return new CallError(status, code, message, List.of());
    }
}
