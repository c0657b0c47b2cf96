package io.accountsync.alert;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.spi.InflightRepository;

/** The routes of a context: those of the engine, or those that somebody put in their places. */
final class CamelRoutes implements AlertRoutes {
    /** What a thread is calling. */
    private record Call(Exchange exchange, String route) {}

    private final CamelContext context;
    private final Map<Thread, Call> calls = new ConcurrentHashMap<>();

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
        Optional<Route> route = route(channel);
        if (route.isEmpty()) {
            return Optional.of("the route is stopped");
        }
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange exchange = route.get().getEndpoint().createExchange();
            exchange.getMessage().setBody(new LinkedHashMap<>(message));
            calls.put(Thread.currentThread(), new Call(exchange, route.get().getRouteId()));
            return Optional.ofNullable(
                            template.send(route.get().getEndpoint(), exchange).getException())
                    .map(SendErrors::reason);
        } catch (IOException | RuntimeException e) {
            return Optional.of(SendErrors.reason(e));
        } finally {
            calls.remove(Thread.currentThread());
            http().ifPresent(http -> http.ended(Thread.currentThread()));
        }
    }

    @Override
    public void abandon(Thread caller) {
        Call call = calls.remove(caller);
        if (call == null || http().filter(http -> http.cancel(caller)).isPresent()) {
            return;
        }
        // It may hold the thread for ever. The end of the process must not wait for it.
        InflightRepository inflight = context.getInflightRepository();
        inflight.remove(call.exchange());
        inflight.remove(call.exchange(), call.route());
        caller.interrupt();
    }

    private Optional<HttpCalls> http() {
        return Optional.ofNullable(context.getRegistry().lookupByNameAndType(HttpCalls.BEAN, HttpCalls.class));
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
