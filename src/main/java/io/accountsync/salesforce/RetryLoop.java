package io.accountsync.salesforce;

import io.accountsync.config.Settings;
import java.time.Duration;
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

    /** A call; one that is repeated must do no harm by it. */
    @FunctionalInterface
    public interface Call<T> {
        T make() throws SalesforceException;
    }

    /** What a try has to ask for before it is made, and who waits. */
    public interface Surroundings {
        /** Before each try; throws what it likes when no call may be made now. */
        void beforeTry() throws SalesforceException;

        /** Waits, perhaps not to the end: {@link #beforeTry} comes next. */
        void pause(Duration time);
    }

    private final RetryPolicy policy;
    private final Surroundings surroundings;

    /** A loop by a policy. */
    public RetryLoop(RetryPolicy policy, Surroundings surroundings) {
        this.policy = policy;
        this.surroundings = surroundings;
    }

    /** A loop by the keys of all syncs, for what belongs to no run. */
    public static RetryLoop of(Settings settings, Surroundings surroundings) {
        return new RetryLoop(
                new RetryPolicy(
                        new ErrorRules(settings),
                        settings.wholeNumber("sync.retries", 0, 20),
                        settings.duration("sync.retry-delay")),
                surroundings);
    }

    /** No loop: whoever calls repeats by himself. */
    public static RetryLoop once(Settings settings) {
        return new RetryLoop(new RetryPolicy(new ErrorRules(settings), 0, Duration.ZERO), new ProcessPauses());
    }

    /**
     * Makes the call, as often as it takes.
     *
     * @throws CallStoppedException when the reason holds for every call
     * @throws SalesforceException of the last try
     */
    public <T> T make(Call<T> call) throws SalesforceException {
        for (int tries = 0; ; tries++) {
            surroundings.beforeTry();
            try {
                return call.make();
            } catch (AuthorizationException e) {
                throw e;
            } catch (SalesforceException e) {
                requireRepeat(e, tries);
            }
            surroundings.pause(policy.delay(tries + 1));
        }
    }

    /** Waits before a call that is no repetition, perhaps not to the end. */
    void pause(Duration time) {
        surroundings.pause(time);
    }

    private void requireRepeat(SalesforceException e, int tries) throws SalesforceException {
        CallError error = CallError.ofRequest(e);
        switch (policy.ofCall(error, tries)) {
            case REPEAT -> {
                if (isRefused(e)) {
                    throw e;
                }
                LOG.warn("A call failed (try {} of {}): {}", tries + 1, policy.retries() + 1, error.explained());
            }
            case STOP -> throw new CallStoppedException(e);
            default -> throw e;
        }
    }

    private static boolean isRefused(SalesforceException e) {
        return ObjectHelper.getException(CallRefusedException.class, e) != null;
    }
}
