package io.accountsync.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.camel.ContextWithoutEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real broker answers before a route is started. */
@Tag("full")
class KafkaReachIT {
    @TempDir
    private Path directory;

    @Test
    void whatIsNotThereOrMayNotBeReadIsSaidAndNothingIsMadeOrCommitted() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(
                        directory,
                        Map.of(
                                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                                "allow.everyone.if.no.acl.found", "true"));
                DefaultCamelContext context = ContextWithoutEngine.create()) {
            broker.createTopic("customers", 3);
            assertThat(trouble(context, broker, "customers", "account-sync")).isEmpty();
            assertThat(broker.committed("account-sync", "customers")).isEmpty();
            assertThat(trouble(context, broker, "custmers", "account-sync")).hasValueSatisfying(said -> assertThat(said)
                    .contains("reads custmers, which is not there", "correct the name"));
            assertThat(trouble(context, broker, "custmers", "account-sync"))
                    .as("it was not made")
                    .isPresent();
            broker.denyRead(ResourceType.GROUP, "others");
            assertThat(trouble(context, broker, "customers", "others"))
                    .hasValueSatisfying(said -> assertThat(said).contains("may not read as the group others"));
            broker.denyRead(ResourceType.TOPIC, "customers");
            assertThat(trouble(context, broker, "customers", "account-sync"))
                    .hasValueSatisfying(said -> assertThat(said).contains("customers"));
        }
    }

    private static Optional<String> trouble(
            DefaultCamelContext context, KafkaBroker broker, String topic, String group) {
        return new KafkaReach(
                        context.getEndpoint("kafka:" + topic + "?brokers=" + broker.address() + "&groupId=" + group),
                        Duration.ofSeconds(30))
                .trouble();
    }
}
