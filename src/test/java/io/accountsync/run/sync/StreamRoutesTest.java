package io.accountsync.run.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.camel.ContextWithoutEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

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
}
