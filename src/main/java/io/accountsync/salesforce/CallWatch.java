package io.accountsync.salesforce;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Knows which calls have no answer yet, so that whoever waits for them learns it. Safe for several threads. */
public final class CallWatch {
    /** Answers take a few seconds; before that nobody needs to know. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(10);

    private final Map<Call, Boolean> waiting = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    public CallWatch() {
        this(System::nanoTime);
    }

    CallWatch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A call that has no answer yet; compared by identity. */
    public static final class Call {
        private final long begunNanos;
        private final String tries;

        private Call(long begunNanos, String tries) {
            this.begunNanos = begunNanos;
            this.tries = tries;
        }
    }

    /**
     * A call is made.
     *
     * @param tries how often it was made before
     * @param retries how often it is made again at most; 0 where that is not known
     */
    public Call begin(int tries, int retries) {
        String which = retries == 0 ? "" : "try " + (tries + 1) + " of " + (retries + 1);
        Call call = new Call(nanos.getAsLong(), which);
        waiting.put(call, true);
        return call;
    }

    /** Its answer is there, or none will come. */
    public void end(Call call) {
        waiting.remove(call);
    }

    /**
     * The same for a call that failed, in words and without full stop: for how long there was no answer, or what was wrong with
     * the answer or the connection, and at which try. That there was no answer is said where none came, and nowhere else.
     */
    public String end(Call call, CallError error) {
        waiting.remove(call);
        if (error.isSilence()) {
            return reported(call);
        }
        return call.tries.isEmpty() ? error.explained() : call.tries + ": " + error.explained();
    }

    /** That there was no answer for a while, and to which try; empty when there is nothing to say. */
    public Optional<String> silence() {
        return waiting.keySet().stream()
                .min(Comparator.comparingLong(call -> call.begunNanos - nanos.getAsLong()))
                .filter(call -> nanos.getAsLong() - call.begunNanos >= WORTH_TELLING.toNanos())
                .map(this::reported);
    }

    private String reported(Call call) {
        return "no answer for "
                + Duration.ofNanos(nanos.getAsLong() - call.begunNanos).toSeconds() + " s"
                + (call.tries.isEmpty() ? "" : " (" + call.tries + ")");
    }
}
