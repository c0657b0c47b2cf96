package io.accountsync.alert;

import io.accountsync.config.Causes;
import io.accountsync.config.Sentence;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that tell channels: those of the engine, or those that somebody put in their places. */
final class AlertRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AlertRoutes.class);

    private final CamelContext context;

    AlertRoutes(CamelContext context) {
        this.context = context;
    }

    /** The channels that can be told something. */
    List<AlertChannel> channels() {
        return Arrays.stream(AlertChannel.values())
                .filter(channel -> route(channel).isPresent())
                .toList();
    }

    /**
     * Tells a channel.
     *
     * @return why it could not be told, without anything that an address or an answer holds; empty when it was
     */
    Optional<String> send(AlertChannel channel, Map<String, Object> message) {
        Route route = route(channel).orElseThrow();
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange exchange = template.request(
                    route.getEndpoint(), request -> request.getMessage().setBody(new LinkedHashMap<>(message)));
            return Optional.ofNullable(exchange.getException()).map(error -> failed(channel, error));
        } catch (IOException | RuntimeException e) {
            return Optional.of(failed(channel, e));
        }
    }

    /** Without the message of the error, which may hold the address. */
    private static String failed(AlertChannel channel, Throwable error) {
        HttpOperationFailedException http = ObjectHelper.getException(HttpOperationFailedException.class, error);
        String reason = http == null
                ? Causes.root(error).getClass().getSimpleName()
                : "the answer had the HTTP status " + http.getStatusCode();
        LOG.warn(
                "{} The alert was not delivered, and is sent again later.",
                Sentence.closed("The route " + channel.route() + " failed: " + reason));
        return reason;
    }

    private Optional<Route> route(AlertChannel channel) {
        return context.getRoutes().stream()
                .filter(route -> route.getEndpoint().getEndpointUri().equals("direct://" + channel.route()))
                .filter(route -> context.getRouteController()
                        .getRouteStatus(route.getRouteId())
                        .isStarted())
                .findFirst();
    }
}
