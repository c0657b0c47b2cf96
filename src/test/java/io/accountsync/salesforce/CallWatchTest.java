package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
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
        assertThat(watch.end(first)).isEqualTo("no answer for 30 s (try 1 of 6)");
        assertThat(watch.silence()).contains("no answer for 21 s (try 3 of 6)");
    }

    @Test
    void aCallThatIsNotRepeatedByCountIsToldWithoutATry() {
        watch.begin(0, 0);
        pass(12);
        assertThat(watch.silence()).contains("no answer for 12 s");
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
