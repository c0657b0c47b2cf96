package io.accountsync.localorg.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

/** Counts calls against the limit that Salesforce sets for any 24 hours; a call is forgotten 24 hours after its hour. */
public final class ApiUsage {

    private static final int HOURS = 24;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Clock clock;
    private final int limit;
    private final int[] calls = new int[HOURS];
    private long newestHour;
    private int used;

    /** @param limit calls in 24 hours; 15,000 in a Developer Edition */
    public ApiUsage(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        this.newestHour = clock.millis() / HOUR;
    }

    /** Counts one call, unless the limit is used up; answers whether it was counted. */
    public synchronized boolean count() {
        forgetOld();
        if (used >= limit) {
            return false;
        }
        used++;
        calls[(int) (newestHour % HOURS)]++;
        return true;
    }

    /** Counts so many calls as if others had made them; stops at the limit. Answers what takes them back. */
    public synchronized Runnable use(int others) {
        forgetOld();
        int counted = Math.min(others, limit - used);
        long hour = newestHour;
        used += counted;
        calls[(int) (hour % HOURS)] += counted;
        return () -> giveBack(counted, hour);
    }

    private synchronized void giveBack(int counted, long hour) {
        forgetOld();
        if (newestHour - hour < HOURS) {
            used -= counted;
            calls[(int) (hour % HOURS)] -= counted;
        }
    }

    /** Calls counted in the last 24 hours. */
    public synchronized int used() {
        forgetOld();
        return used;
    }

    /** Calls that 24 hours may have. */
    public int limit() {
        return limit;
    }

    /** The value of {@code Sforce-Limit-Info}. */
    public String header() {
        return "api-usage=" + used() + "/" + limit;
    }

    private void forgetOld() {
        long hour = clock.millis() / HOUR;
        if (hour - newestHour >= HOURS) {
            Arrays.fill(calls, 0);
            used = 0;
        } else {
            for (long passed = newestHour + 1; passed <= hour; passed++) {
                used -= calls[(int) (passed % HOURS)];
                calls[(int) (passed % HOURS)] = 0;
            }
        }
        newestHour = Math.max(newestHour, hour);
    }
}
