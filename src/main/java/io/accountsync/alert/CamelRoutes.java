package io.accountsync.alert;

import io.accountsync.config.Causes;
import io.accountsync.config.Sentence;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of a context: those of the engine, or those that somebody put in their places. */
final class CamelRoutes implements AlertRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(CamelRoutes.class);

    private static final Map<Class<? extends Exception>, String> REASONS = reasons();

    private final CamelContext context;

    CamelRoutes(CamelContext context) {
        this.context = context;
    }

    @Override
    public List<AlertChannel> channels() {
        return Arrays.stream(AlertChannel.values())
                .filter(channel -> route(channel).isPresent())
                .toList();
    }

    @Override
    public Optional<String> send(AlertChannel channel, Map<String, Object> message) {
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
        String reason = http == null ? reason(error) : "the answer had the HTTP status " + http.getStatusCode();
        LOG.warn(
                "{} The alert was not delivered, and is sent again later.",
                Sentence.closed("The route " + channel.route() + " failed: " + reason));
        return reason;
    }

    private static Map<Class<? extends Exception>, String> reasons() {
        Map<Class<? extends Exception>, String> reasons = new LinkedHashMap<>();
        reasons.put(AuthenticationFailedException.class, "the mail server refused the login");
        reasons.put(SendFailedException.class, "the mail server refused sender or recipients");
        reasons.put(SSLException.class, "no TLS connection came about");
        reasons.put(UnknownHostException.class, "there is no host of that name");
        reasons.put(ConnectException.class, "nobody answers there");
        reasons.put(SocketTimeoutException.class, "the answer did not come in time");
        return Collections.unmodifiableMap(reasons);
    }

    private static String reason(Throwable error) {
        for (Map.Entry<Class<? extends Exception>, String> known : REASONS.entrySet()) {
            if (ObjectHelper.getException(known.getKey(), error) != null) {
                return known.getValue();
            }
        }
        return Causes.root(error).getClass().getSimpleName();
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
