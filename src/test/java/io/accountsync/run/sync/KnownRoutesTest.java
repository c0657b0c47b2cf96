package io.accountsync.run.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.camel.ContextWithoutEngine;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class KnownRoutesTest {
    private final AtomicInteger asked = new AtomicInteger();

    private int ask(DefaultCamelContext context) {
        return KnownRoutes.ask(context, "how often", asked::incrementAndGet);
    }

    @Test
    void anAnswerIsKeptUntilARouteIsReplaced() throws Exception {
        try (DefaultCamelContext context = ContextWithoutEngine.create()) {
            context.addRoutes(route("log:a"));
            assertThat(ask(context)).isEqualTo(1);
            assertThat(ask(context)).isEqualTo(2);

            context.start();
            assertThat(ask(context)).isEqualTo(3);
            assertThat(ask(context)).isEqualTo(3);

            context.addRoutes(route("log:b"));
            assertThat(ask(context)).isEqualTo(4);
            assertThat(ask(context)).isEqualTo(4);
        }
    }

    /** The same id, so that it takes the place of the one before. */
    private static RouteBuilder route(String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").routeId("a").to(to);
            }
        };
    }
}
