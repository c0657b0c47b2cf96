package io.accountsync.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What a server does not let itself be held up by: connections that ask nothing, headers without an end, and bodies. A
 * connection over the limit takes the place of the one that has been quiet for longest, so that a probe gets in whoever else
 * holds connections open.
 */
public final class ConnectionLimits {

    private static final int MOST_CONNECTIONS = 100;
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);
    private static final Duration NEXT_REQUEST = Duration.ofSeconds(75);
    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_HEADERS = 8192;

    private final Vertx vertx;
    private final int most;
    private final Duration first;
    private final Duration next;
    /** Open connections with the timer that will close each; the one that has been quiet for longest comes first. */
    private final Map<HttpConnection, Long> open = new LinkedHashMap<>();

    /** The limits that every port of ours has. */
    public ConnectionLimits(Vertx vertx) {
        this(vertx, MOST_CONNECTIONS, FIRST_REQUEST, NEXT_REQUEST);
    }

    /**
     * @param most connections that are open at once
     * @param first how long a new connection may take until its request has come with all its headers
     * @param next how long after a request a connection stays open for the next one, and how long an answer may take
     */
    public ConnectionLimits(Vertx vertx, int most, Duration first, Duration next) {
        this.vertx = vertx;
        this.most = most;
        this.first = first;
        this.next = next;
    }

    /**
     * A server with these limits that does not listen yet.
     *
     * @param takes which requests get to the handler; others are answered with 405, and their bodies not waited for
     */
    public HttpServer server(
            HttpServerOptions options, Predicate<HttpServerRequest> takes, Handler<HttpServerRequest> handler) {
        return server(options, takes, request -> false, handler);
    }

    /**
     * The same.
     *
     * @param tooLong which of those that do not get to the handler are answered with 413, since their bodies are too long
     */
    public HttpServer server(
            HttpServerOptions options,
            Predicate<HttpServerRequest> takes,
            Predicate<HttpServerRequest> tooLong,
            Handler<HttpServerRequest> handler) {
        HttpServerOptions limited = new HttpServerOptions(options)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) next.toMillis());
        return vertx.createHttpServer(limited).connectionHandler(this::opened).requestHandler(request -> {
            if (takes.test(request)) {
                closeIn(request.connection(), next);
                handler.handle(request);
            } else {
                request.response()
                        .setStatusCode(tooLong.test(request) ? 413 : 405)
                        .putHeader("Connection", "close")
                        .end()
                        .onComplete(sent -> request.connection().close());
            }
        });
    }

    /** An answer goes on: its connection is not a quiet one. */
    public synchronized void goesOn(HttpConnection connection) {
        if (open.containsKey(connection)) {
            closeIn(connection, next);
        }
    }

    /** Whether a request only reads, and has nothing behind its headers. */
    public static boolean isReading(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        boolean read = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
        return read && (length == null || length.equals("0")) && request.getHeader("Transfer-Encoding") == null;
    }

    private void opened(HttpConnection connection) {
        connection.closeHandler(closed -> forget(connection));
        closeIn(connection, first);
        HttpConnection quietest = overLimit();
        if (quietest != null) {
            quietest.close();
        }
    }

    private synchronized HttpConnection overLimit() {
        Iterator<HttpConnection> connections = open.keySet().iterator();
        return open.size() > most ? connections.next() : null;
    }

    private synchronized void closeIn(HttpConnection connection, Duration time) {
        forget(connection);
        open.put(connection, vertx.setTimer(time.toMillis(), timer -> connection.close()));
    }

    private synchronized void forget(HttpConnection connection) {
        Long timer = open.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
