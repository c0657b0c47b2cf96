package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;

/**
 * Routes that hand records of Kafka over to a sync. With camel-kafka's own settings they would lose rows, and nobody would learn
 * of it: a batch that fails is left out, offsets are committed before their rows are sent, a new group begins at the end.
 */
final class KafkaRouteCheck {
    private static final String KAFKA = "kafka:";
    private static final String BEAN = "kafkaOffsets";

    private static final List<Map.Entry<String, String>> NEEDED = List.of(
            Map.entry("autoCommitEnable", "false"),
            Map.entry("allowManualCommit", "true"),
            Map.entry("breakOnFirstError", "true"),
            Map.entry("pollOnError", "RECONNECT"),
            Map.entry("autoOffsetReset", "earliest"));

    /** The same for all routes, as Camel names it in both of its ways. */
    private static final List<String> BROKERS =
            List.of("camel.component.kafka.brokers", "camel.component.kafka.configuration.brokers");

    private KafkaRouteCheck() {}

    /** Examines all routes that begin with Kafka and lead to a stream. */
    static List<Finding> examine(ModelCamelContext context) {
        List<Finding> findings = new ArrayList<>();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            String uri = route.getInput() == null
                    ? ""
                    : String.valueOf(TemplateValues.in(route, route.getInput().getUri()));
            if (uri.startsWith(KAFKA) && StreamTargets.of(context, route).handsOver()) {
                List<String> missing = missingSettings(context, uri);
                if (!namesBrokers(context, uri)) {
                    findings.add(mistake(
                            route,
                            "does not say where Kafka is; add to its parameters brokers: with host:port, or set "
                                    + BROKERS.get(0)));
                }
                if (!missing.isEmpty()) {
                    findings.add(mistake(
                            route, "would lose rows of Kafka; add to its parameters: " + String.join(", ", missing)));
                }
                for (String method : List.of("begin", "commit")) {
                    if (!hasStep(route, method)) {
                        findings.add(
                                mistake(
                                        route,
                                        "has no step bean with ref: " + BEAN + " and method: " + method
                                                + "; without it no offset is committed when the state has the outcome of its row"));
                    }
                }
            }
        }
        return findings;
    }

    private static boolean hasStep(RouteDefinition route, String method) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), BeanDefinition.class).stream()
                .anyMatch(step -> BEAN.equals(step.getRef()) && method.equals(step.getMethod()));
    }

    private static List<String> missingSettings(ModelCamelContext context, String uri) {
        Map<String, Object> given = parameters(uri);
        List<String> missing = new ArrayList<>();
        NEEDED.forEach(needed -> {
            if (!needed.getValue().equalsIgnoreCase(text(context, given.get(needed.getKey())))) {
                missing.add(needed.getKey() + ": " + needed.getValue());
            }
        });
        if (text(context, given.get("groupId")).isEmpty()) {
            missing.add("groupId: a name of its own, the same at each start");
        }
        return missing;
    }

    /** Camel would look on this machine. */
    private static boolean namesBrokers(ModelCamelContext context, String uri) {
        return !text(context, parameters(uri).get("brokers")).isEmpty()
                || BROKERS.stream().anyMatch(key -> context.getPropertiesComponent()
                        .resolveProperty(key)
                        .isPresent());
    }

    private static String text(ModelCamelContext context, Object value) {
        return value == null ? "" : context.resolvePropertyPlaceholders(value.toString());
    }

    private static Map<String, Object> parameters(String uri) {
        try {
            int query = uri.indexOf('?');
            return query < 0 ? Map.of() : URISupport.parseQuery(uri.substring(query + 1));
        } catch (URISyntaxException e) {
            // Camel says so when it makes the route.
            return Map.of();
        }
    }

    private static Finding mistake(RouteDefinition route, String message) {
        return Finding.error(
                Syncs.fileOf(route, String.valueOf(route.getRouteId())),
                "the route " + route.getRouteId(),
                message + "; docs/kafka.md has such a route, with the reasons");
    }
}
