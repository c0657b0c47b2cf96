package io.accountsync.run.send.bulk;

import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.CallWatch;
import java.time.Duration;

/** A call of a Bulk job on its way, and what it brought. */
public final class JobCall {
    private CallWatch.Call waiting;
    private long beganNanos;
    private Object answer;
    private CallError error;

    /** Notes that it is about to be made. */
    public void begin(CallWatch.Call call) {
        waiting = call;
        beganNanos = System.nanoTime();
    }

    /** What watches it while it has no answer. */
    public CallWatch.Call waiting() {
        return waiting;
    }

    /** How long ago it began. */
    public Duration time() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /** Keeps what it brought: an answer or an error. */
    public void answered(Object body, CallError failure) {
        answer = body;
        error = failure;
    }

    /** The answer; gone afterwards, since it can be large. */
    Object takeAnswer() {
        Object body = answer;
        answer = null;
        return body;
    }

    /** Why it failed; null when it did not. */
    CallError error() {
        return error;
    }
}
