package io.accountsync.localorg.rest;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * The span of time that a replicating client asks for. Salesforce takes no notice of seconds: what happened after the last full
 * minute is not in it yet, unless the end lies in the future.
 *
 * @param covered up to when the answer is complete, which is where the next span starts
 */
record ReplicationSpan(Instant start, Instant end, Instant covered) {

    private static final Duration OLDEST_START = Duration.ofDays(30);
    private static final DateTimeFormatter STORED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'");
    private static final DateTimeFormatter SENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX][X]");

    /** @param since when the org began to keep what replication needs, null for ever */
    static ReplicationSpan of(RestRequest request, Clock clock, Instant since) {
        Instant start = moment(request, "start");
        Instant end = moment(request, "end");
        if (Duration.between(start, end).compareTo(Duration.ofMinutes(1)) < 0) {
            throw invalid("endDate must be at least one minute greater than startDate");
        }
        if (start.isBefore(oldestStart(clock))) {
            throw invalid("startDate cannot be more than 30 days ago");
        }
        if (since != null && start.isBefore(since)) {
            throw invalid("startDate before org replication enabled date");
        }
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        return new ReplicationSpan(start, end, minute.isBefore(end) ? minute : end);
    }

    /** @param stored as records are stamped; such moments order like their texts */
    boolean has(Object stored) {
        String at = stored.toString();
        return at.compareTo(text(start)) >= 0 && at.compareTo(text(end)) < 0;
    }

    static String text(Instant moment) {
        return STORED.format(moment.atOffset(ZoneOffset.UTC));
    }

    static Instant oldestStart(Clock clock) {
        return clock.instant().minus(OLDEST_START);
    }

    static RestException invalid(String message) {
        return RestException.badRequest("INVALID_REPLICATION_DATE", message);
    }

    private static Instant moment(RestRequest request, String param) {
        try {
            return OffsetDateTime.parse(request.query().getOrDefault(param, ""), SENT)
                    .toInstant()
                    .truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeException e) {
            throw invalid(param + " must be an ISO 8601 moment");
        }
    }
}
