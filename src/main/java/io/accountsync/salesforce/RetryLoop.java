package io.accountsync.salesforce;

import io.accountsync.config.Settings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a call that carries no records, such as a login, a describe or a query, and repeats it when what went wrong may pass:
 * as often as {@code sync.retries} says.
 */
public final class RetryLoop {
    private static final Logger LOG = LoggerFactory.getLogger(RetryLoop.class);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A call; one that is repeated must do no harm by it. */
    @FunctionalInterface
    public interface Call<T> {
        T make() throws SalesforceException;
    }

    /** What a try has to ask for before it is made, and who waits. */
    public interface Surroundings {
        /** Before each try; throws what it likes when no call may be made now. */
        void beforeTry();

        /** Waits, perhaps not to the end: {@link #beforeTry} comes next. */
        void pause(Duration time);
    }

    private final ErrorRules rules;
    private final int retries;
    private final Duration delay;
    private final Surroundings surroundings;

    /**
     * A loop.
     *
     * @param retries further tries after the first
     * @param delay the most that the first of them waits
     */
    public RetryLoop(ErrorRules rules, int retries, Duration delay, Surroundings surroundings) {
        this.rules = rules;
        this.retries = retries;
        this.delay = delay;
        this.surroundings = surroundings;
    }

    /** A loop by the keys of all syncs, for what belongs to no run. */
    public static RetryLoop of(Settings settings) {
        return new RetryLoop(
                new ErrorRules(settings),
                settings.wholeNumber("sync.retries", 0, 20),
                settings.duration("sync.retry-delay"),
                new Patience());
    }

    /** No loop: whoever calls repeats by himself. */
    public static RetryLoop once(Settings settings) {
        return new RetryLoop(new ErrorRules(settings), 0, Duration.ZERO, new Patience());
    }

    /**
     * Makes the call, as often as it takes.
     *
     * @throws CallStoppedException when the reason holds for every call
     * @throws SalesforceException of the last try
     */
    public <T> T make(Call<T> call) throws SalesforceException {
        for (int tries = 1; ; tries++) {
            surroundings.beforeTry();
            try {
                return call.make();
            } catch (AuthorizationException e) {
                throw e;
            } catch (SalesforceException e) {
                ErrorAction errorClass = rules.ofRequest(CallError.ofRequest(e));
                if (errorClass == ErrorAction.STOP) {
                    throw new CallStoppedException(e);
                }
                if (errorClass != ErrorAction.RETRY || tries > retries || isRefused(e)) {
                    throw e;
                }
                LOG.warn(
                        "A call failed (try {} of {}): {}",
                        tries,
                        retries + 1,
                        CallError.ofRequest(e).explained());
            }
            surroundings.pause(wait(delay, tries));
        }
    }

    private static boolean isRefused(SalesforceException e) {
        return ObjectHelper.getException(CallRefusedException.class, e) != null;
    }

    /**
     * How long a repeat waits: exponential with full jitter, so that calls that failed together do not return together.
     *
     * @param base the most that the first repeat waits
     * @param tries how often it was tried before, at least 1
     */
    public static Duration wait(Duration base, int tries) {
        long most = Math.min(LONGEST.toMillis(), base.toMillis() << Math.min(tries - 1, 20));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
    }

    /** Lets every try pass, and waits to the end. */
    private static final class Patience implements Surroundings {
        @Override
        public void beforeTry() {
            // Nothing to ask for.
        }

        @Override
        public void pause(Duration time) {
            try {
                new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // The next try ends at its first wait.
                Thread.currentThread().interrupt();
            }
        }
    }
}
