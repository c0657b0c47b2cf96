package io.accountsync.run.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.camel.ContextWithoutEngine;
import io.accountsync.config.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route from Kafka must have, or it is not started. */
class KafkaRouteCheckTest {
    @Test
    void theRouteOfTheDocsHasAllOfIt() throws Exception {
        assertThat(examine(text())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/streams.md", "docs/kafka.md", "docs/cdc.md", "docs/operations.md"})
    void eachRouteFromKafkaThatAPageOfTheDocsHasIsStartedAsItIs(String page) throws Exception {
        for (String block : Files.readString(Path.of(page)).split("```yaml\n")) {
            String yaml = block.substring(0, Math.max(0, block.indexOf("```")));
            if (yaml.startsWith("- route:")) {
                assertThat(examine(yaml)).as(yaml).isEmpty();
            }
        }
    }

    @Test
    void theFirstExampleOfThePageOfStreamsIsARouteFromKafkaToAStream() throws Exception {
        String yaml = Files.readString(Path.of("docs/streams.md"))
                .split("```yaml\n")[1]
                .split("```")[0];
        assertThat(examine(yaml.replace("autoCommitEnable: false", "autoCommitEnable: true")))
                .as("it is one that is examined")
                .hasSize(1);
    }

    @Test
    void aRouteThatNamesNoBrokersIsNotLookedForOnThisMachine() throws Exception {
        assertThat(examine(text().replaceAll("brokers: .*", "description: x")))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains(
                        "does not say where Kafka is; add to its parameters brokers:", "camel.component.kafka.brokers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autoCommitEnable: false | autoCommitEnable: true | autoCommitEnable: false",
                "breakOnFirstError: true | description: x | breakOnFirstError: true",
                "allowManualCommit: true | description: x | allowManualCommit: true",
                "pollOnError: RECONNECT | pollOnError: RETRY | pollOnError: RECONNECT",
                "autoOffsetReset: earliest | autoOffsetReset: latest | autoOffsetReset: earliest",
                "groupId: account-sync | description: x | groupId: a name of its own, the same at each start"
            })
    void aSettingByWhichRowsWouldBeLostIsNamedWithTheOneThatItNeeds(String right, String wrong, String named)
            throws Exception {
        assertThat(examine(text().replace(right, wrong)))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("own.camel.yaml", "the route accounts-from-kafka")
                .contains("would lose rows of Kafka; add to its parameters: " + named + "; docs/kafka.md");
    }

    @Test
    void aStepThatIsNotThereIsNamed() throws Exception {
        assertThat(examine(text().replace("method: commit", "method: other")))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("has no step bean with ref: kafkaOffsets and method: commit");
    }

    @Test
    void aRouteIsExaminedByWhateverWayItLeadsToAStream() throws Exception {
        String wrong = text().replace("autoCommitEnable: false", "autoCommitEnable: true");
        assertThat(examine(wrong.replaceAll(
                        "(?s)uri: direct\n +parameters:\n +name: sync-stream",
                        "uri: \"kamelet:account-sync-sink?sync=accounts\"")))
                .hasSize(1);
        String other =
                """
                - route:
                    id: between
                    from:
                      uri: direct:between
                      steps:
                        - to: direct:sync-stream
                """;
        assertThat(examine(wrong.replace("name: sync-stream", "name: between") + other))
                .hasSize(1);
    }

    @Test
    void aRouteThatHasNothingToDoWithUsIsNotExamined() throws Exception {
        assertThat(
                        examine(
                                """
                        - route:
                            from:
                              uri: kafka:other
                              steps:
                                - to: direct:own
                        """))
                .isEmpty();
    }

    private static String text() throws Exception {
        return Files.readString(Path.of("docs/examples/kafka/consume.camel.yaml"));
    }

    private static List<Finding> examine(String routes) throws Exception {
        try (DefaultCamelContext context = ContextWithoutEngine.create()) {
            context.getPropertiesComponent().addInitialProperty("kafka.brokers", "broker.example:9092");
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("file:own.camel.yaml", routes));
            return KafkaRouteCheck.examine(context);
        }
    }
}
