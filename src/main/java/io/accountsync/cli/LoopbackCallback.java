package io.accountsync.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.accountsync.config.ConfigurationException;
import io.accountsync.salesforce.AuthorizationException;
import io.accountsync.salesforce.signin.BrowserAnswer;
import io.accountsync.salesforce.signin.SignIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where the browser ends after a login: an HTTP server that only this machine can reach, for one answer. */
final class LoopbackCallback implements AutoCloseable {
    private static final String PATH = "/callback";
    private static final String FOREIGN = "This is not an answer to the login that account-sync waits for.";
    private static final int GRACE_SECONDS = 1;

    private final HttpServer server;
    private final CompletableFuture<BrowserAnswer> answer = new CompletableFuture<>();

    private LoopbackCallback(HttpServer server) {
        this.server = server;
    }

    /**
     * Listens on a port of the loopback address; 0 takes a free one.
     *
     * @throws ConfigurationException when the port is taken
     */
    static LoopbackCallback listen(int port) {
        try {
            return new LoopbackCallback(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The port " + port + " is taken by another program. Choose another with --port, and add "
                            + "http://localhost:PORT/callback to the app's callback URLs.",
                    e);
        }
    }

    /** The callback URL, as the app must have it. */
    String address() {
        return "http://localhost:" + server.getAddress().getPort() + PATH;
    }

    /** Begins to answer; what does not belong to this sign-in is turned away. */
    void expect(SignIn signIn) {
        server.createContext("/", exchange -> {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                respond(exchange, 404, "There is nothing here.");
                return;
            }
            receive(exchange, signIn);
        });
        server.start();
    }

    /**
     * Waits for the browser; empty when nobody came.
     *
     * @throws AuthorizationException when Salesforce sent an error with it
     */
    Optional<BrowserAnswer> await(Duration time) throws AuthorizationException {
        try {
            return Optional.of(answer.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void receive(HttpExchange exchange, SignIn signIn) throws IOException {
        if (!String.valueOf(exchange.getRequestURI().getRawQuery()).contains("state=" + signIn.state())) {
            respond(exchange, 400, FOREIGN);
            return;
        }
        try {
            BrowserAnswer received = BrowserAnswer.read(exchange.getRequestURI().toString());
            respond(
                    exchange,
                    200,
                    "account-sync received the code. You can close this window; the terminal shows the rest.");
            answer.complete(received);
        } catch (AuthorizationException e) {
            respond(exchange, 200, "Salesforce gave no access. The terminal shows why.");
            answer.completeExceptionally(e);
        } catch (ConfigurationException e) {
            respond(exchange, 400, FOREIGN);
        }
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] page = ("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>account-sync</title></head><body><p>"
                        + text + "</p></body></html>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html;charset=UTF-8");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.getResponseHeaders().add("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(status, page.length);
        try (exchange) {
            exchange.getResponseBody().write(page);
        }
    }

    /** Stops listening once the page is shown. */
    @Override
    public void close() {
        server.stop(GRACE_SECONDS);
    }
}
