package io.accountsync.salesforce;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

/**
 * Decides what follows from an error: the one place for every call, be it with records or without, and for every record in
 * one. Whoever makes calls does what it says, and decides nothing by himself.
 */
public final class RetryPolicy {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** What follows from an error. */
    public enum Next {
        /** The same once more, after {@link #delay}. */
        REPEAT,
        /** The records in two halves, each by itself. */
        SPLIT,
        /** The error is the outcome: of the records, see {@link #outcomeOfRecord}, or of a call without any. */
        FINAL,
        /** It was tried often enough, and nothing comes through. */
        EXHAUSTED,
        /** Both halves were refused with the same words, so the fault is in what all records have in common. */
        ALIKE,
        /** Nothing will pass until a person acts, or a limit has come back. */
        STOP
    }

    private final ErrorRules rules;
    private final int retries;
    private final Duration delay;
    private final LongUnaryOperator jitter;

    /**
     * A policy.
     *
     * @param retries further tries after the first
     * @param delay the most that the first of them waits
     */
    public RetryPolicy(ErrorRules rules, int retries, Duration delay) {
        this(rules, retries, delay, most -> ThreadLocalRandom.current().nextLong(most + 1));
    }

    /** @param jitter a wait in milliseconds from the longest that it may be */
    RetryPolicy(ErrorRules rules, int retries, Duration delay, LongUnaryOperator jitter) {
        this.rules = rules;
        this.retries = retries;
        this.delay = delay;
        this.jitter = jitter;
    }

    /** How many further tries there are after the first. */
    public int retries() {
        return retries;
    }

    /**
     * What follows when a call without records failed.
     *
     * @param tries how often it was made before
     */
    public Next ofCall(CallError error, int tries) {
        return switch (rules.ofRequest(error)) {
            case STOP -> Next.STOP;
            case RETRY -> mayRepeat(tries) ? Next.REPEAT : Next.EXHAUSTED;
            // There is nothing to make smaller, and nobody to leave out.
            case SPLIT, DEFER, REJECT -> Next.FINAL;
        };
    }

    /** What follows when a call with these records failed as a whole. */
    public Next ofCall(CallError error, Attempt<?> attempt) {
        boolean single = attempt.records().size() == 1;
        return switch (rules.ofRequest(error)) {
            case STOP -> Next.STOP;
            case RETRY -> mayRepeat(attempt.tries()) ? Next.REPEAT : Next.EXHAUSTED;
            case SPLIT -> single ? ofSingle(attempt.tries()) : Next.SPLIT;
            case DEFER, REJECT -> {
                if (attempt.isRefusedLikeItsOtherHalf(error)) {
                    yield Next.ALIKE;
                }
                yield single ? Next.FINAL : Next.SPLIT;
            }
        };
    }

    /**
     * What follows when one record of a call was refused. {@code SPLIT} is for all records of the call that were refused so; one
     * that is the only one goes by {@link #ofSingle}.
     *
     * @param tries how often the call was made before
     */
    public Next ofRecord(CallError error, int tries) {
        return switch (rules.ofRecord(error)) {
            case STOP -> Next.STOP;
            case RETRY -> ofSingle(tries);
            case SPLIT -> Next.SPLIT;
            case DEFER, REJECT -> Next.FINAL;
        };
    }

    /** What follows for a record that is to be made smaller and is alone already. */
    public Next ofSingle(int tries) {
        return mayRepeat(tries) ? Next.REPEAT : Next.FINAL;
    }

    /** What a final error means for the records of a call that failed as a whole: {@code RETRY}, {@code DEFER} or {@code REJECT}. */
    public ErrorAction outcomeOfCall(CallError error) {
        return outcome(rules.ofRequest(error));
    }

    /** What a final error means for the record that it is of: {@code RETRY}, {@code DEFER} or {@code REJECT}. */
    public ErrorAction outcomeOfRecord(CallError error) {
        return outcome(rules.ofRecord(error));
    }

    private static ErrorAction outcome(ErrorAction action) {
        // The next run tries it again, in whatever company.
        return action == ErrorAction.SPLIT ? ErrorAction.RETRY : action;
    }

    /**
     * Whether one more try is left.
     *
     * @param tries how often it was tried before the one that failed
     */
    public boolean mayRepeat(int tries) {
        return tries < retries;
    }

    /**
     * How long a repeat waits: exponential with full jitter, so that calls that failed together do not return together.
     *
     * @param tries how often it was tried before, at least 1
     */
    public Duration delay(int tries) {
        long most = Math.min(LONGEST.toMillis(), delay.toMillis() << Math.min(tries - 1, 20));
        return Duration.ofMillis(jitter.applyAsLong(most));
    }

    /** Why a run stops when a record was rejected and no other one would pass. */
    public static String rejectedForAll(CallError error) {
        return "Salesforce rejected a record for a reason that holds for all: " + error.explained();
    }

    /**
     * Why a run stops after the last try.
     *
     * @param call what was tried, such as "a call"
     * @param tries how often before the last time
     * @param explained the error in words
     */
    public static String exhausted(String call, int tries, String explained) {
        return Sentence.closed("Salesforce did not take " + call + " in " + Quantity.of(tries + 1, "try", "tries")
                        + ": " + explained)
                + " The rest remains to be sent.";
    }
}
