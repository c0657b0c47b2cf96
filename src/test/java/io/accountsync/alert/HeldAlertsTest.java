package io.accountsync.alert;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that hold a call: some answer nothing, some a byte now and then, so that no timeout of a read is ever reached. */
class HeldAlertsTest {
    private final LocalOrg org = LocalOrg.start();
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger received = new AtomicInteger();
    private HttpServer web;

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.setExecutor(threads);
        web.createContext("/hang", call -> {
            called.countDown();
            await(1_000_000);
            call.close();
        });
        web.createContext("/drip", this::drip);
        web.createContext("/late", call -> {
            call.getRequestBody().readAllBytes();
            received.incrementAndGet();
            called.countDown();
            await(1_000_000);
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        web.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        web.stop(0);
        threads.shutdownNow();
        org.close();
    }

    private void drip(HttpExchange call) throws IOException {
        call.sendResponseHeaders(200, 100_000);
        try (OutputStream body = call.getResponseBody()) {
            do {
                body.write('x');
                body.flush();
                called.countDown();
            } while (!await(20));
        }
    }

    private boolean await(long millis) {
        try {
            return released.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Test
    void aRunHasItsReportAndTheNextOneGoesOnWhileReceiversHoldTheCall() throws Exception {
        try (TestSync sync = TestSync.start(
                        org, directory, ACCOUNTS, "sync.alert.url", url("/drip"), "sync.alert.slack.url", url("/hang"))
                .withoutAwaitingAlerts()) {
            sync.rows(() -> {
                throw new IllegalStateException("no source");
            });
            assertThat(sync.run().status()).isEqualTo(RunStatus.FAILED);
            called.await();
            assertThat(sync.rows(customers(2)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            released.countDown();
        }
    }

    /** SIGTERM stops the context. */
    @Test
    void anAlertThatIsBeingDeliveredWhenTheProcessIsToldToEndIsNeitherLostNorDoubled() throws Exception {
        String[] keys = {"sync.alert.slack.url", url("/late")};
        TestSync first = TestSync.start(org, directory, ACCOUNTS, keys).withoutAwaitingAlerts();
        first.rows(() -> {
            throw new IllegalStateException("no source");
        });
        assertThat(first.run().status()).isEqualTo(RunStatus.FAILED);
        called.await();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(first::close, threads);
        Awaitility.await().until(() -> first.engine().runs().isEnding());
        released.countDown();
        stopped.join();

        try (TestSync second = TestSync.start(org, directory, ACCOUNTS, keys)) {
            assertThat(alerts(second).status()).element(0).satisfies(status -> {
                assertThat(status.undelivered()).isEmpty();
                assertThat(status.state().isOk()).isFalse();
            });
            alerts(second).judgeByClock(true);
            assertThat(received).hasValue(1);
            assertThat(second.rows(customers(2)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            alerts(second).awaitEnd();
            assertThat(received).as("that all is well again").hasValue(2);
        }
    }

    @Test
    void anAlertThatNobodyTookBeforeTheProcessEndedIsDeliveredByTheNext() throws Exception {
        try (TestSync first = TestSync.start(org, directory, ACCOUNTS, "sync.alert.slack.url", url("/hang"))
                .withoutAwaitingAlerts()) {
            first.rows(() -> {
                throw new IllegalStateException("no source");
            });
            first.run();
            called.await();
            web.stop(0);
        }
        listen();
        released.countDown();
        try (TestSync second = TestSync.start(org, directory, ACCOUNTS, "sync.alert.slack.url", url("/late"))) {
            alerts(second).judgeByClock(true);
            assertThat(received).hasValue(1);
            alerts(second).judgeByClock(true);
            assertThat(received).hasValue(1);
        }
    }

    @Test
    void aCallThatIsAnsweredByteByByteIsCutOffAndItsThreadIsFree() throws Exception {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.alert.url", url("/drip"))) {
            TimedCalls calls = new TimedCalls(new CamelRoutes(sync.context()), threads, Duration.ofMillis(300));
            for (int i = 0; i < 4; i++) {
                assertThat(calls.begin().send(AlertChannel.WEBHOOK, Map.of("text", "x")))
                        .contains("the receiver did not take everything within 0 s");
                while (sync.context().getInflightRepository().size() > 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void callsThatCannotBeCutOffAreLeftAloneAndNoMoreThanThree() {
        AlertRoutes held = new AlertRoutes() {
            @Override
            public List<AlertChannel> channels() {
                return List.of(AlertChannel.MAIL);
            }

            @Override
            public Optional<String> send(AlertChannel channel, Map<String, Object> message) {
                HeldAlertsTest.this.await(1_000_000);
                return Optional.empty();
            }
        };
        TimedCalls calls = new TimedCalls(held, threads, Duration.ofMillis(20));
        for (int i = 0; i < 3; i++) {
            assertThat(calls.begin().send(AlertChannel.MAIL, Map.of()))
                    .contains("the receiver did not take everything within 0 s");
        }
        assertThat(calls.begin().send(AlertChannel.MAIL, Map.of()))
                .contains("the receiver holds earlier calls and does not end them");
    }

    private static Alerts alerts(TestSync sync) {
        return sync.context().getRegistry().lookupByNameAndType(Alerts.BEAN, Alerts.class);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }
}
