package io.accountsync.source.kafka;

import io.accountsync.camel.ContextWithoutEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The route of docs/examples/kafka/consume.camel.yaml as it is, with something else behind it than the engine. */
final class KafkaRoute implements AutoCloseable {
    static final String ID = "accounts-from-kafka";

    private final DefaultCamelContext context = ContextWithoutEngine.create();

    /** @param text the route, to be tried with other settings */
    KafkaRoute(String text, KafkaBroker broker, Processor stream) throws Exception {
        context.getRegistry().bind(KafkaOffsets.BEAN, new KafkaOffsets(new KnownTopics()));
        KafkaComponent component = context.getComponent("kafka", KafkaComponent.class);
        ((org.apache.camel.component.properties.PropertiesComponent) context.getPropertiesComponent())
                .addInitialProperty("kafka.brokers", broker.address());
        component.getConfiguration().setHeartbeatIntervalMs(300);
        component.getConfiguration().setSessionTimeoutMs(3000);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sync-stream").errorHandler(noErrorHandler()).process(stream);
            }
        });
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("file:consume.camel.yaml", text));
        context.start();
    }

    static String text() throws Exception {
        return Files.readString(Path.of("docs/examples/kafka/consume.camel.yaml"));
    }

    DefaultCamelContext context() {
        return context;
    }

    @Override
    public void close() {
        context.stop();
    }
}
