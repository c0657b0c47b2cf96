package io.accountsync.bench;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A local org in this JVM that notes when it saves each Account, by the clock of whoever makes changes here. A call waits for its
 * latency first and is answered right after it has saved.
 */
final class WatchedOrg implements AutoCloseable {
    private final LocalOrg org;
    private final Map<Long, Long> savedAt = new ConcurrentHashMap<>();
    private final AtomicLong saved = new AtomicLong();
    private volatile long first;
    private volatile long last;

    WatchedOrg(Duration latency) {
        org = LocalOrg.start(LocalOrgOptions.builder()
                .latency(latency)
                .dailyApiLimit(10_000_000)
                .build());
        org.watch("Account", this::saved);
    }

    private void saved(Map<String, Object> account) {
        long now = System.nanoTime();
        if (saved.getAndIncrement() == 0) {
            first = now;
        }
        last = now;
        if (account.get("NumberOfEmployees") instanceof Number version) {
            savedAt.putIfAbsent(version.longValue(), now);
        }
    }

    /** How many times an Account was saved. */
    long saved() {
        return saved.get();
    }

    /** When an Account with that number of employees was saved for the first time, by System.nanoTime; null when it was not. */
    Long savedAt(long employees) {
        return savedAt.get(employees);
    }

    /** From the first Account to the last. */
    Duration sending() {
        return Duration.ofNanos(Math.max(1, last - first));
    }

    /** When the last one was saved, by System.nanoTime. */
    long last() {
        return last;
    }

    /** Calls that count against the daily limit. */
    long calls() {
        return org.stats().apiCalls();
    }

    /** The credentials as account-sync's environment variables. */
    Map<String, String> environment() {
        return new TreeMap<>(Map.of(
                "SALESFORCE_LOGIN_URL", org.baseUrl(),
                "SALESFORCE_CLIENT_ID", org.clientId(),
                "SALESFORCE_CLIENT_SECRET", org.clientSecret(),
                "SALESFORCE_REFRESH_TOKEN", org.refreshToken()));
    }

    @Override
    public void close() {
        org.close();
    }
}
