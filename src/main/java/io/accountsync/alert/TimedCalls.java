package io.accountsync.alert;

import io.accountsync.config.Sentence;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of channels that end in time, whatever a receiver does: a timeout of HTTP or SMTP is one for each read, and a receiver that
 * answers a byte a second never reaches it. A call that takes too long is cut off or, where that is not possible, left alone.
 */
final class TimedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(TimedCalls.class);

    /** So many calls of a channel that cannot be cut off are left alone; then it gets none until one of them ends. */
    private static final int MOST_HELD = 3;

    private final AlertRoutes routes;
    private final Executor threads;
    private final Duration most;
    private final Map<AlertChannel, AtomicInteger> held = new EnumMap<>(AlertChannel.class);

    TimedCalls(AlertRoutes routes, Executor threads, Duration most) {
        this.routes = routes;
        this.threads = threads;
        this.most = most;
        for (AlertChannel channel : AlertChannel.values()) {
            held.put(channel, new AtomicInteger());
        }
    }

    /** The ways to the channels, of which all calls together take no longer than that time from now on. */
    AlertRoutes begin() {
        long end = System.nanoTime() + most.toNanos();
        return new AlertRoutes() {
            @Override
            public List<AlertChannel> channels() {
                return routes.channels();
            }

            @Override
            public Optional<String> send(AlertChannel channel, Map<String, Object> message) {
                Optional<String> error = call(channel, message, end);
                error.ifPresent(reason -> LOG.warn(
                        "{} The alert was not delivered, and is sent again later.",
                        Sentence.closed("The route " + channel.route() + " failed: " + reason)));
                return error;
            }
        };
    }

    private Optional<String> call(AlertChannel channel, Map<String, Object> message, long end) {
        AtomicInteger running = held.get(channel);
        if (running.get() >= MOST_HELD) {
            return Optional.of("the receiver holds earlier calls and does not end them");
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
            return Optional.of(late());
        }
        AtomicReference<Thread> caller = new AtomicReference<>();
        running.incrementAndGet();
        CompletableFuture<Optional<String>> call = new CompletableFuture<>();
        threads.execute(() -> {
            caller.set(Thread.currentThread());
            try {
                call.complete(routes.send(channel, message));
            } catch (RuntimeException e) {
                call.completeExceptionally(e);
            } finally {
                running.decrementAndGet();
            }
        });
        try {
            return call.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            Optional.ofNullable(caller.get()).ifPresent(routes::abandon);
            return Optional.of(late());
        } catch (ExecutionException e) {
            LOG.debug("the call of a channel failed", e);
            return Optional.of("the route reported an error");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the process ends");
        }
    }

    private String late() {
        return "the receiver did not take everything within " + AlertTimes.text(most);
    }
}
