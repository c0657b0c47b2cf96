package io.accountsync.salesforce;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The org's API calls of the last 24 hours, as the {@code Sforce-Limit-Info} header of its latest answer says. */
public final class ApiUsage {
    private static final Pattern API_USAGE = Pattern.compile("api-usage=(\\d+)/(\\d+)");

    /**
     * A reading.
     *
     * @param used calls of the last 24 hours, by all clients of the org
     * @param limit calls that the org allows in 24 hours
     * @param at when the org answered
     */
    public record Reading(long used, long limit, Instant at) {}

    private final Clock clock;
    private volatile Reading latest;

    ApiUsage(Clock clock) {
        this.clock = clock;
    }

    /** Takes the header's value; null and what cannot be read are passed over. */
    void observe(String header) {
        if (header == null) {
            return;
        }
        Matcher matcher = API_USAGE.matcher(header);
        if (matcher.find()) {
            latest = new Reading(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), clock.instant());
        }
    }

    /** The latest reading; empty before the first answer. */
    public Optional<Reading> latest() {
        return Optional.ofNullable(latest);
    }
}
