package io.accountsync.run.stream;

import io.accountsync.config.Sentence;
import io.accountsync.run.HeldBackException;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.Sync;
import io.accountsync.state.Plans;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a stream is paused, and why. One that a guard held back goes on when a person approved its plan; any other is tried again
 * after a while, which grows. Safe for several threads.
 */
final class Pause {
    private static final Logger LOG = LoggerFactory.getLogger(Pause.class);
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LOOK_UP = Duration.ofSeconds(5);
    private static final int FACTOR = 30;

    private final Engine engine;
    private final Sync sync;
    private final CallingRoutes routes;
    private boolean isWell;
    private int failures;
    private PausedStream now;
    private long nextLook;
    private final Map<String, String> feeds = new LinkedHashMap<>();

    Pause(Engine engine, Sync sync, CallingRoutes routes) {
        this.engine = engine;
        this.sync = sync;
        this.routes = routes;
    }

    /**
     * Goes on only where the stream is not paused.
     *
     * @param from the route that rows come from
     * @throws StreamException when it is
     */
    synchronized void require(String from) {
        if (now != null) {
            routes.stop(from);
            throw new StreamException(Sentence.closed("The stream of " + sync.name() + " is paused: " + now.reason())
                    + " The rows are to be handed over again.");
        }
    }

    /** Why it is paused; empty when it is not. */
    synchronized Optional<PausedStream> now() {
        return Optional.ofNullable(now)
                .or(() -> feeds.values().stream().findFirst().map(reason -> new PausedStream(reason, null)));
    }

    /**
     * Rows cannot come from there: it is as if it were paused, but that other rows are taken.
     *
     * @return whether that is news
     */
    synchronized boolean feedFails(String from, String reason) {
        boolean isNew = !reason.equals(feeds.put(from, reason));
        if (isNew && now == null) {
            tellOfFeeds();
        }
        return isNew;
    }

    /** Whether rows cannot come from there. */
    synchronized boolean isFailing(String from) {
        return feeds.containsKey(from);
    }

    /** Rows can come from there, after they could not, in this process or in one before. */
    synchronized void feedIsWell(String from) {
        feeds.remove(from);
        if (now == null) {
            isWell = false;
            goesOn();
        }
    }

    private void tellOfFeeds() {
        feeds.values().stream()
                .findFirst()
                .ifPresent(reason -> engine.runs().observers().paused(sync.name(), reason));
    }

    /** Pauses it, and the routes that rows come from. */
    synchronized void begin(PausedStream pause, Collection<String> from) {
        now = pause;
        isWell = false;
        failures++;
        nextLook = System.nanoTime() + lookAgainAfter().toNanos();
        from.forEach(routes::stop);
        LOG.warn("{}", Sentence.closed("The stream of " + sync.name() + " is paused: " + pause.reason()));
        engine.runs().observers().paused(sync.name(), pause.reason());
        notifyAll();
    }

    /** Rows have passed: the next pause is a short one again. Whoever was told of one, also by a process that has ended, is told. */
    synchronized void passed() {
        failures = 0;
        goesOn();
    }

    private void goesOn() {
        if (!isWell) {
            isWell = true;
            engine.runs().observers().goesOn(sync.name());
            tellOfFeeds();
        }
    }

    /** Waits until it is over. Looks whether the process ends. */
    synchronized void await(BooleanSupplier ending) {
        try {
            while (now != null && !ending.getAsBoolean()) {
                if (System.nanoTime() >= nextLook) {
                    look();
                } else {
                    TimeUnit.NANOSECONDS.timedWait(
                            this,
                            Math.min(TimeUnit.MILLISECONDS.toNanos(200), Math.max(1, nextLook - System.nanoTime())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        boolean isHeldBack = now.plan() != null;
        PausedStream other = isHeldBack ? stillHeldBack() : null;
        if (other != null) {
            nextLook = System.nanoTime() + lookAgainAfter().toNanos();
            if (!other.equals(now)) {
                now = other;
                engine.runs().observers().paused(sync.name(), other.reason());
            }
        } else {
            now = null;
            if (isHeldBack) {
                goesOn();
            } else {
                // An incident that ends with each attempt, and begins anew, would be told every few minutes.
                engine.runs().observers().triesAgain(sync.name());
                tellOfFeeds();
            }
            routes.start();
        }
    }

    /**
     * By which plan; null when by none. Another process may have made another one meanwhile: that waits for a person, too. If each took the
     * other's for the end of its own, they would wake each other for ever.
     */
    private PausedStream stillHeldBack() {
        try {
            return holding().map(PausedStream::by).orElse(null);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Whether plan {} of {} was approved could not be read: {}",
                    now.plan(),
                    sync.name(),
                    e.getMessage());
            return now;
        }
    }

    /**
     * By which plan a guard holds the stream back, whichever process met it; empty when none does. Till a person approves it there is no
     * session, no call and no other plan.
     */
    Optional<HeldBackException> heldBack() {
        try {
            return holding();
        } catch (RuntimeException e) {
            // A session that is to begin meets the same, and tells it.
            return Optional.empty();
        }
    }

    private Optional<HeldBackException> holding() {
        return new Plans(engine.database(), sync.name())
                .holdingStream()
                .map(plan -> new HeldBackException(sync.name(), plan));
    }

    private Duration lookAgainAfter() {
        Duration delay = sync.settings().retryDelay();
        if (now.plan() != null) {
            return shorter(LOOK_UP, delay.multipliedBy(FACTOR));
        }
        Duration first = shorter(FIRST, delay.multipliedBy(FACTOR));
        return shorter(LONGEST, first.multipliedBy(1L << Math.min(failures - 1, 10)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
