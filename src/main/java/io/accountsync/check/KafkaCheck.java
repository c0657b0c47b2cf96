package io.accountsync.check;

import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import io.accountsync.run.sync.StreamRoutes;
import io.accountsync.run.sync.Sync;
import io.accountsync.source.kafka.KafkaReach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Whether the routes from Kafka that feed a sync would get records: the source of a stream is looked at as that of a run. */
final class KafkaCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ModelCamelContext context;
    private final Sync sync;

    KafkaCheck(CamelContext context, Sync sync) {
        this.context = (ModelCamelContext) context;
        this.sync = sync;
    }

    /** A mistake for each route that would get none. */
    List<Finding> examine() {
        return context.getRoutes().stream()
                .filter(route -> KafkaReach.isKafka(route.getEndpoint()))
                .flatMap(route -> examine(route).stream())
                .toList();
    }

    private Optional<Finding> examine(Route route) {
        RouteDefinition definition = context.getRouteDefinition(route.getRouteId());
        if (definition == null || !StreamRoutes.of(context).isFedBy(sync.name(), definition)) {
            return Optional.empty();
        }
        String file = definition.getResource() == null
                ? "source"
                : FileName.ofLocation(definition.getResource().getLocation());
        return new KafkaReach(route.getEndpoint(), PATIENCE)
                .trouble()
                .map(trouble -> Finding.error(file, "the route " + route.getRouteId(), trouble));
    }
}
