package io.accountsync.alert;

import io.accountsync.config.Sentence;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That the state itself cannot be read or written. Nothing can be noted there while that lasts, so that it is known here alone, and
 * each channel is notified by this process: once that it is so, and once that it is over. Safe for several threads.
 */
final class StateOutage {
    private static final Logger LOG = LoggerFactory.getLogger(StateOutage.class);

    private record Outage(String reason, Instant since) {}

    private final Clock clock;
    private final Map<AlertChannel, Outage> notified = new ConcurrentHashMap<>();
    private volatile Outage now;
    private volatile boolean isReported;

    StateOutage(Clock clock) {
        this.clock = clock;
    }

    /** Tells channels of it from now on: only a process that goes on can tell that it is over, too. */
    void notifyChannels() {
        isReported = true;
    }

    /** A look found the state out of reach; what was found before, and is so still, changes nothing. */
    synchronized void found(String reason, Instant since) {
        if (now == null) {
            now = new Outage(reason, since);
            LOG.warn("{} The next look tries again.", Sentence.closed("Alerts could not be looked after: " + reason));
        }
    }

    /** A look could read and write it. */
    synchronized void over() {
        if (now != null) {
            LOG.info("The state can be read and written again, and alerts are looked after.");
            now = null;
        }
    }

    boolean isOn() {
        return now != null;
    }

    /**
     * Tells a channel what it does not know yet; what it does not take is tried again with the next look.
     *
     * @param incident the same for all processes that share the state
     */
    void notify(AlertChannel channel, AlertRoutes routes, AlertObserver observer, String incident) {
        Outage known = notified.get(channel);
        Outage current = now;
        if (!isReported || (known == null) == (current == null)) {
            return;
        }
        Optional<String> error =
                routes.send(channel, current == null ? end(known, incident) : trouble(current, incident));
        if (error.isPresent()) {
            observer.failed(channel);
            return;
        }
        observer.delivered(channel);
        if (current == null) {
            notified.remove(channel);
        } else {
            notified.put(channel, current);
        }
    }

    /** An incident for a place of state: a process that took another one's place ends what that one began. */
    static String incident(String place) {
        String name = "state " + place.replaceAll("(?i)[?&][^=&]*password=[^&]*", "");
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Map<String, Object> trouble(Outage outage, String incident) {
        return message(
                AlertLevel.CRITICAL,
                "cannot read or write its state",
                Sentence.closed(outage.reason()) + " No sync runs meanwhile, and other alerts wait",
                outage,
                incident);
    }

    private Map<String, Object> end(Outage outage, String incident) {
        return message(
                AlertLevel.OK,
                "can read and write its state again, after CRITICAL since " + AlertTimes.text(outage.since()),
                "Syncs run again, and other alerts are looked after",
                outage,
                incident);
    }

    private Map<String, Object> message(
            AlertLevel level, String headline, String sentence, Outage outage, String incident) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", "account-sync " + headline + ": " + sentence);
        message.put("event", "state");
        message.put("sync", null);
        message.put("at", AlertTimes.text(clock.instant()));
        message.put("since", AlertTimes.text(outage.since()));
        message.put("level", level.word());
        message.put("title", "[" + level + "] account-sync " + headline);
        message.put("message", sentence);
        message.put("incident", incident);
        return message;
    }
}
