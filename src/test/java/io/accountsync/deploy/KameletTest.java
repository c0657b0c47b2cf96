package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.camel.ContextWithoutEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** The Kamelet of account-sync: its form, and what a route that uses it does. */
class KameletTest {
    private static final Path FILE = Path.of("kamelets/account-sync-sink.kamelet.yaml");
    private static final Path PIPE = Path.of("docs/examples/kamelet/queue-to-salesforce.pipe.yaml");

    @Test
    void everyFieldIsOneThatTheDefinitionOfKameletsKnows() throws IOException {
        assertThat(CamelKSchema.of("kamelets").mistakes(kamelet())).isEmpty();
        String wrong = Files.readString(FILE).replace("  definition:", "  definitions:");
        assertThat(CamelKSchema.of("kamelets")
                        .mistakes(Manifest.parse(FILE, wrong).get(0)))
                .isNotEmpty();
    }

    @Test
    void theKameletHasTheNameOfItsFileAndTheVersionOfTheProject() throws IOException {
        Manifest kamelet = kamelet();
        assertThat(FILE.getFileName()).hasToString(kamelet.name() + ".kamelet.yaml");
        assertThat(kamelet.texts("/spec/dependencies"))
                .contains("mvn:io.accountsync:account-sync:" + Deployment.version());
        assertThat(kamelet.texts("/spec/dependencies"))
                .as("what the Integration of k8s/camel-k-source needs, and Kamelets")
                .contains("camel:kamelet")
                .containsAll(Manifest.in(Path.of("k8s/camel-k-source/integration.yaml"))
                        .get(0)
                        .texts("/spec/dependencies")
                        .toList());
    }

    @Test
    void everyParameterIsDescribedAndUsed() throws IOException {
        Manifest kamelet = kamelet();
        JsonNode parameters = kamelet.at("/spec/definition/properties");
        Set<String> names = new HashSet<>();
        parameters.properties().forEach(parameter -> {
            names.add(parameter.getKey());
            for (String about : List.of("title", "description", "type")) {
                assertThat(parameter.getValue().path(about).asText())
                        .as(parameter.getKey())
                        .isNotBlank();
            }
        });
        Set<String> used = new HashSet<>();
        Pattern.compile("\\{\\{(\\w+)}}")
                .matcher(kamelet.at("/spec/template").toString())
                .results()
                .forEach(found -> used.add(found.group(1)));
        assertThat(used).isEqualTo(names);
        assertThat(kamelet.texts("/spec/definition/required")).isSubsetOf(names).isNotEmpty();
    }

    @Test
    void thePipeOfTheDocsUsesItAsTheDefinitionOfPipesHasIt() throws IOException {
        Manifest pipe = Manifest.in(PIPE).get(0);
        assertThat(CamelKSchema.of("pipes").mistakes(pipe)).isEmpty();
        assertThat(pipe.at("/spec/sink/ref/name").asText()).isEqualTo(kamelet().name());
        Set<String> given = new HashSet<>();
        pipe.at("/spec/sink/properties").fieldNames().forEachRemaining(given::add);
        assertThat(given)
                .containsAll(kamelet().texts("/spec/definition/required").toList());
    }

    @Test
    void aRouteHandsItsBodyToTheStreamOfTheSyncThatItNamesAndFailsWhenThatDoes() throws Exception {
        List<String> calls = new ArrayList<>();
        try (DefaultCamelContext context = ContextWithoutEngine.create();
                ProducerTemplate template = context.createProducerTemplate()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:sync-stream").errorHandler(noErrorHandler()).process(exchange -> {
                        calls.add(exchange.getVariable("sync") + " "
                                + exchange.getMessage().getBody());
                        if (exchange.getMessage().getBody().equals("bad")) {
                            throw new IllegalStateException("as told");
                        }
                    });
                }
            });
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(
                            ResourceHelper.fromString(
                                    "file:own.camel.yaml",
                                    """
                            - route:
                                errorHandler:
                                  noErrorHandler: {}
                                from:
                                  uri: direct:own
                                  steps:
                                    - to: "kamelet:account-sync-sink?sync=accounts&location=file:kamelets"
                            """));
            context.start();
            assertThat(template.request("direct:own", exchange -> exchange.getMessage()
                                    .setBody("{}"))
                            .getException())
                    .isNull();
            assertThat(template.request("direct:own", exchange -> exchange.getMessage()
                                    .setBody("bad"))
                            .getException())
                    .hasMessage("as told");
        }
        assertThat(calls).containsExactly("accounts {}", "accounts bad");
    }

    private static Manifest kamelet() throws IOException {
        return Manifest.in(FILE).get(0);
    }
}
