package io.accountsync.state;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * For how long a connection may stand in the way of others. A process that stands still in a transaction (stopped, on a paused
 * machine, or cut off from the network) keeps its locks until the server ends that transaction: after the expiry of a lease,
 * when another process may carry on. What the server, the database or the user has set already stays.
 */
final class PostgresSession {
    /** Of a server that does not answer at all. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    /** A migration stands idle in one transaction while it works in another. */
    private static final int MIGRATION = 5;

    private PostgresSession() {}

    /** What each connection of a run begins with. */
    static String begin(Duration expiry) {
        Map<String, Duration> limits = new LinkedHashMap<>();
        limits.put("lock_timeout", expiry);
        limits.put("statement_timeout", silence(expiry).minusSeconds(5));
        limits.put("idle_in_transaction_session_timeout", expiry);
        return sql(limits);
    }

    /** What the connections begin with that bring the tables up to date; how long a statement takes depends on their size. */
    static String beginMigration(Duration expiry) {
        Map<String, Duration> limits = new LinkedHashMap<>();
        limits.put("lock_timeout", expiry);
        limits.put("idle_in_transaction_session_timeout", migration(expiry));
        return sql(limits);
    }

    /** When a process that stands still in the middle of a migration has lost it. */
    static Duration migration(Duration expiry) {
        return expiry.multipliedBy(MIGRATION);
    }

    /** How long a connection may say nothing before it is given up. */
    static Duration silence(Duration expiry) {
        Duration twice = expiry.multipliedBy(2);
        return twice.compareTo(LEAST) < 0 ? LEAST : twice;
    }

    private static String sql(Map<String, Duration> limits) {
        // What is committed must outlive a crash of the server, even of one that is set to be faster than that.
        return limits.entrySet().stream()
                .map(limit -> "select set_config('" + limit.getKey() + "', '"
                        + limit.getValue().toMillis() + "', false) where current_setting('" + limit.getKey()
                        + "') = '0'")
                .collect(Collectors.joining(
                        " union all ",
                        "",
                        " union all select set_config('synchronous_commit', 'on', false)"
                                + " where current_setting('synchronous_commit') = 'off'"
                                // Tables grow faster than the server counts them. A plan of a small table, once kept,
                                // would go on
                                // reading all of what is a large one now.
                                + " union all select set_config('plan_cache_mode', 'force_custom_plan', false)"
                                + " where current_setting('plan_cache_mode') = 'auto'"));
    }
}
