package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.camel.ContextWithoutEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The repository in the hands of Camel's own patterns and components. */
abstract class IncrementalRepositoryRouteContract extends StateContract {
    private final List<String> processed = new CopyOnWriteArrayList<>();

    IncrementalRepositoryRouteContract(TestDatabase on) {
        super(on);
    }

    @Test
    void theIdempotentConsumerLetsEachKeyThroughOnceEvenInTheNextProcess() throws Exception {
        try (DefaultCamelContext context = start(consumer())) {
            ProducerTemplate template = context.createProducerTemplate();
            List.of("a", "b", "a", "b", "c").forEach(key -> template.sendBody("direct:in", key));
        }
        try (DefaultCamelContext context = start(consumer())) {
            ProducerTemplate template = context.createProducerTemplate();
            List.of("c", "d").forEach(key -> template.sendBody("direct:in", key));
        }

        assertThat(processed).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aMessageThatFailedIsLetThroughAgain() throws Exception {
        try (DefaultCamelContext context = start(consumer())) {
            ProducerTemplate template = context.createProducerTemplate();
            Exchange failed =
                    template.send("direct:in", exchange -> exchange.getMessage().setBody("fail once"));
            Exchange again =
                    template.send("direct:in", exchange -> exchange.getMessage().setBody("fail once"));

            assertThat(failed.getException()).hasMessage("as told");
            assertThat(again.getException()).isNull();
        }
        assertThat(processed).containsExactly("fail once", "fail once");
        assertThat(repository().contains("fail once")).isTrue();
    }

    @Test
    void aMessageInFlightKeepsItsTwinOut() throws Exception {
        CountDownLatch inFlight = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        IncrementalRepository repository = repository();
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").idempotentConsumer(body(), repository).process(exchange -> {
                    processed.add(exchange.getMessage().getBody(String.class));
                    inFlight.countDown();
                    goOn.await();
                });
            }
        };
        try (DefaultCamelContext context = start(route)) {
            ProducerTemplate template = context.createProducerTemplate();
            template.asyncSendBody("direct:in", "a");
            inFlight.await();

            template.sendBody("direct:in", "a");

            goOn.countDown();
        }
        assertThat(processed).containsExactly("a");
    }

    @Test
    void filesAreReadOnceEvenInTheNextProcess() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        Files.writeString(in.resolve("first.csv"), "1");
        readFiles(in, 1);
        Files.writeString(in.resolve("first.csv"), "delivered twice");
        Files.writeString(in.resolve("second.csv"), "2");
        readFiles(in, 1);

        assertThat(processed).containsExactly("first.csv", "second.csv");
    }

    @Test
    void aFileThatFailedIsReadAgain() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        Files.writeString(in.resolve("fail once"), "1");

        readFiles(in, 2);

        assertThat(processed).containsExactly("fail once", "fail once");
    }

    @Test
    void whoForgetsEagerModeIsTold() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        Files.writeString(in.resolve("first.csv"), "1");
        try (CapturedLogs logs = new CapturedLogs(IncrementalRepository.class.getName());
                DefaultCamelContext context = startFiles(in, "idempotent=true&idempotentEager=false")) {
            await().until(() -> Files.exists(in.resolve(".camel/first.csv")));
            Files.writeString(in.resolve("first.csv"), "the same name again");
            await().until(() -> !logs.texts().isEmpty());

            assertThat(context.isStarted()).isTrue();
            assertThat(logs.texts())
                    .containsExactly(
                            "Keys are added to the repository of files without being confirmed: the next process will not know them. "
                                    + "Leave idempotentEager of the file endpoint, or eager of the idempotentConsumer, at true.");
        }
        assertThat(processed).containsExactly("first.csv");
        assertThat(repository().records().count()).isZero();
    }

    private void readFiles(Path in, int expected) throws Exception {
        long before = processed.size();
        try (DefaultCamelContext context = startFiles(in, "idempotent=true&move=done")) {
            await().until(() -> processed.size() == before + expected
                    && context.getInflightRepository().size() == 0);
        }
    }

    private DefaultCamelContext startFiles(Path in, String options) throws Exception {
        IncrementalRepository repository = repository();
        DefaultCamelContext context = ContextWithoutEngine.create();
        context.getRegistry().bind("files", repository);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + in + "?" + options + "&idempotentRepository=#files&initialDelay=0&delay=20")
                        .process(exchange -> handle(exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class)));
            }
        });
        context.start();
        return context;
    }

    private RouteBuilder consumer() {
        IncrementalRepository repository = repository();
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .idempotentConsumer(body(), repository)
                        .process(exchange -> handle(exchange.getMessage().getBody(String.class)));
            }
        };
    }

    private void handle(String key) {
        processed.add(key);
        if (key.equals("fail once") && processed.indexOf(key) == processed.lastIndexOf(key)) {
            throw new IllegalStateException("as told");
        }
    }

    /** As a process that starts finds it. */
    private IncrementalRepository repository() {
        return new IncrementalRepository(database, "files");
    }

    private static DefaultCamelContext start(RouteBuilder route) throws Exception {
        DefaultCamelContext context = ContextWithoutEngine.create();
        context.addRoutes(route);
        context.start();
        return context;
    }
}

class IncrementalRepositoryRouteSqliteTest extends IncrementalRepositoryRouteContract {
    IncrementalRepositoryRouteSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class IncrementalRepositoryRoutePostgresTest extends IncrementalRepositoryRouteContract {
    IncrementalRepositoryRoutePostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
