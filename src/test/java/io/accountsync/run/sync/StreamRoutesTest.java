package io.accountsync.run.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.camel.ContextWithoutEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which syncs get rows by a stream, so that they need no source route. */
class StreamRoutesTest {
    private static final String CHANGES =
            """
            - route:
                id: sync-stream
                from:
                  uri: direct:sync-stream
                  steps:
                    - to: mock:end
            - route:
                from:
                  uri: postgres-changes
                  parameters:
                    slot: parts
                    tables: public.parts
                    sync: parts
                  steps:
                    - to: direct:sync-stream
            """;

    @Test
    void changesOfADatabaseNameTheirSyncByTheirParameter() throws Exception {
        try (DefaultCamelContext context = ContextWithoutEngine.create()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("file:own.camel.yaml", CHANGES));
            assertThat(StreamRoutes.of(context).feed("parts")).isTrue();
            assertThat(StreamRoutes.of(context).feed("part")).isFalse();
            assertThat(StreamRoutes.of(context).feed("accounts")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: kamelet:account-sync-sink?sync=parts",
                "- to: kamelet:account-sync-sink/parts?sync=parts",
                "- to: kamelet:account-sync-sink/of-key",
                "- to: kamelet:account-sync-sink?sync={{name.of.sync}}",
                "- to:\n            uri: kamelet\n            parameters:\n              templateId: account-sync-sink\n              sync: parts",
                "- kamelet:\n            name: account-sync-sink\n            parameters:\n              sync: parts",
                "- toD: kamelet:account-sync-sink?sync=${header.sync}",
                "- recipientList:\n            constant: kamelet:account-sync-sink?sync=parts,log:x",
                "- setVariable:\n            name: sync\n            constant: parts\n        - toD: direct:sync-stream",
                "- setVariable:\n            name: sync\n            constant: \"{{name.of.sync}}\"\n        - to: direct:sync-stream",
                "- setVariable:\n            name: sync\n            simple: \"${header.sync}\"\n        - to: direct:sync-stream",
                "- setVariables:\n            variables:\n              - name: sync\n                constant: parts\n        - to: direct:sync-stream",
            })
    void everyWayToCallTheStreamOfASyncIsOne(String steps) throws Exception {
        try (DefaultCamelContext context = ofSteps(steps)) {
            StreamRoutes routes = StreamRoutes.of(context);
            assertThat(routes.feed("parts")).isTrue();
            assertThat(routes.callers()).extracting(route -> route.getRouteId()).contains("own");
            assertThat(routes.unknown()).isEmpty();
            routes.leaveErrors();
            assertThat(context.getRouteDefinition("own").isErrorHandlerFactorySet())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: kamelet:account-sync-sink?sync=other",
                "- to: kamelet:log-sink?sync=parts",
                "- setVariable:\n            name: sync\n            constant: other\n        - to: direct:sync-stream",
                "- setVariable:\n            name: sync\n            constant: parts\n        - to: direct:own",
            })
    void whatCallsAnotherOneIsNone(String steps) throws Exception {
        try (DefaultCamelContext context = ofSteps(steps)) {
            assertThat(StreamRoutes.of(context).feed("parts")).isFalse();
            assertThat(StreamRoutes.of(context).unknown()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- to: direct:sync-stream|the route own hands rows over to a stream, and does not say of which sync they are",
                "- toD: ${header.to}|where the route own sends its rows, only a row says",
            })
    void whatCannotBeKnownIsSaid(String steps, String said) throws Exception {
        try (DefaultCamelContext context = ofSteps(steps)) {
            assertThat(StreamRoutes.of(context).feed("parts")).isFalse();
            assertThat(StreamRoutes.of(context).unknown()).containsExactly(said);
        }
    }

    private static DefaultCamelContext ofSteps(String steps) throws Exception {
        DefaultCamelContext context = ContextWithoutEngine.create();
        context.getPropertiesComponent().addInitialProperty("name.of.sync", "parts");
        context.getPropertiesComponent().addInitialProperty("camel.kamelet.account-sync-sink.of-key.sync", "parts");
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(
                        "file:own.camel.yaml",
                        """
                - route:
                    id: sync-stream
                    from:
                      uri: direct:sync-stream
                      steps:
                        - to: mock:end
                - route:
                    id: own
                    from:
                      uri: timer:own
                      steps:
                        STEPS
                """
                                .replace("STEPS", steps)));
        return context;
    }
}
