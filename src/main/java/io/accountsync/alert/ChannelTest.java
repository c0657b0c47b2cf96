package io.accountsync.alert;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Sends channels a message that says that it is a test, and one that all is well again, side by side. */
record ChannelTest(TimedCalls calls, Executor threads, Clock clock) {
    /** What became of it, by channel in this order; empty for a channel that took both. */
    Map<AlertChannel, Optional<String>> of(List<AlertChannel> channels) {
        String incident = UUID.randomUUID().toString();
        Map<AlertChannel, CompletableFuture<Optional<String>>> tests = new LinkedHashMap<>();
        for (AlertChannel channel : channels) {
            tests.put(channel, CompletableFuture.supplyAsync(() -> of(channel, incident), threads));
        }
        Map<AlertChannel, Optional<String>> results = new LinkedHashMap<>();
        tests.forEach((channel, result) -> results.put(channel, result.join()));
        return results;
    }

    private Optional<String> of(AlertChannel channel, String incident) {
        AlertRoutes timed = calls.begin();
        Optional<String> error = timed.send(channel, TestAlert.of(AlertLevel.WARNING, incident, clock));
        return error.isPresent() ? error : timed.send(channel, TestAlert.of(AlertLevel.OK, incident, clock));
    }
}
