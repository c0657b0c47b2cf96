package io.accountsync.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.state.AlertDeliveries;
import io.accountsync.state.AlertDelivery;
import io.accountsync.state.AlertState;
import io.accountsync.state.AlertStates;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells a channel what it does not know yet, and tries again what could not be notified. */
final class AlertSender {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> MESSAGE = new TypeReference<>() {};
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLED = 6;

    private final AlertStates states;
    private final AlertDeliveries deliveries;
    private final AlertRoutes routes;
    private final AlertObserver observer;

    AlertSender(AlertStates states, AlertDeliveries deliveries, AlertRoutes routes, AlertObserver observer) {
        this.states = states;
        this.deliveries = deliveries;
        this.routes = routes;
        this.observer = observer;
    }

    /**
     * Tells a channel.
     *
     * @param early whether to try again now what is to be tried again later
     */
    void send(AlertChannel channel, boolean early) {
        for (AlertState state : states.all()) {
            if (state.number() > 0) {
                send(channel, state, early);
            }
        }
    }

    private void send(AlertChannel channel, AlertState state, boolean early) {
        AlertDelivery known = known(channel, state);
        if (known.notified() >= state.number() || !deliveries.claim(known, state.number(), early)) {
            return;
        }
        boolean believesOk = known.notifiedLevel().equals(AlertState.OK);
        if (!believesOk && !state.isOk() && !state.incident().equals(known.notifiedIncident())) {
            // It was well in between, which the channel never heard: else what that incident opened stays open for
            // ever.
            if (deliver(channel, known, state, closing(state, known))) {
                deliveries.notified(known, state.number() - 1, AlertState.OK, null);
                send(channel, state, early);
            }
            return;
        }
        boolean isNothing = believesOk && state.isOk() && known.tries() == 0;
        if (isNothing || deliver(channel, known, state, message(state))) {
            deliveries.notified(known, state.number(), state.level(), state.incident());
        }
    }

    private boolean deliver(AlertChannel channel, AlertDelivery known, AlertState state, Map<String, Object> message) {
        Optional<String> error = routes.send(channel, message);
        if (error.isEmpty()) {
            observer.delivered(channel);
            return true;
        }
        long doubled = 1L << Math.min(known.tries(), MOST_DOUBLED);
        deliveries.failed(known, state.number(), FIRST_WAIT.multipliedBy(Math.min(doubled, 60)), error.get());
        observer.failed(channel);
        return false;
    }

    private AlertDelivery known(AlertChannel channel, AlertState state) {
        return deliveries.all().stream()
                .filter(delivery -> delivery.channel().equals(channel.word())
                        && delivery.subject().equals(state.subject())
                        && delivery.kind().equals(state.kind()))
                .findFirst()
                .orElseGet(() -> AlertDelivery.none(channel.word(), state));
    }

    private static Map<String, Object> closing(AlertState state, AlertDelivery known) {
        Map<String, Object> message = message(state);
        String name = String.valueOf(message.get("sync") == null ? state.subject() : message.get("sync"));
        String sentence = "was well in between, after " + known.notifiedLevel();
        message.put("text", "account-sync: " + name + " " + sentence);
        message.put("title", "[OK] " + name + " " + sentence);
        message.put("message", "This ends what was reported before; another message follows");
        message.put("level", AlertLevel.OK.word());
        message.put("incident", known.notifiedIncident());
        return message;
    }

    private static Map<String, Object> message(AlertState state) {
        try {
            return JSON.readValue(state.body(), MESSAGE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the alert in the state is not JSON", e);
        }
    }
}
