package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.junit.jupiter.api.Test;

/** Whoever waits for Salesforce learns for how long there was no answer. */
class CallWatchTest {
    private final AtomicLong nanos = new AtomicLong();
    private final CallWatch watch = new CallWatch(nanos::get);

    @Test
    void theLongestSilenceIsToldWithItsTry() {
        CallWatch.Call first = watch.begin(0, 5);
        pass(9);
        assertThat(watch.silence()).isEmpty();
        watch.begin(2, 5);
        pass(21);
        assertThat(watch.silence()).contains("no answer for 30 s (try 1 of 6)");
        watch.end(first);
        assertThat(watch.silence()).contains("no answer for 21 s (try 3 of 6)");
    }

    @Test
    void aCallThatIsNotRepeatedByCountIsToldWithoutATry() {
        watch.begin(0, 0);
        pass(12);
        assertThat(watch.silence()).contains("no answer for 12 s");
    }

    @Test
    void noAnswerIsSaidOnlyWhereNoneCame() {
        CallError silence = CallError.ofThrown(new SalesforceException("…", new TimeoutException()));
        CallError closed = CallError.ofThrown(new SalesforceException("…", new EOFException()));
        CallError odd = CallError.malformed("the new job's id");

        assertThat(ended(1, 5, silence)).isEqualTo("no answer for 60 s (try 2 of 6)");
        assertThat(ended(0, 0, silence)).isEqualTo("no answer for 60 s");
        assertThat(ended(0, 5, closed)).isEqualTo("try 1 of 6: the connection was closed before the answer came");
        assertThat(ended(0, 5, odd))
                .isEqualTo("try 1 of 6: the answer had status 200 and a body without the new job's id");
        assertThat(ended(0, 0, odd)).isEqualTo("the answer had status 200 and a body without the new job's id");
        assertThat(ended(
                        0, 5, CallError.ofThrown(new CallRefusedException("given up, since the process is stopping."))))
                .isEqualTo("try 1 of 6: given up, since the process is stopping");
    }

    private String ended(int tries, int retries, CallError error) {
        CallWatch.Call call = watch.begin(tries, retries);
        pass(60);
        String told = watch.end(call, error);
        assertThat(watch.silence()).isEmpty();
        return told;
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
