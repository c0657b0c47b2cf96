package io.accountsync.localorg.http;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The HTTP server: one listener per event loop, all on one port of the loopback address. */
public final class OrgServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int LONGEST_ADDRESS = 16_384;
    private static final int LONGEST_HEADERS = 32_768;
    private static final int SECONDS_TO_START_OR_STOP = 30;

    private final Vertx vertx;
    private final int port;

    private OrgServer(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /**
     * Starts listening.
     *
     * @param port 0 for one that the system chooses
     * @param routes makes the router of one event loop
     * @throws IllegalStateException when the port is taken
     */
    public static OrgServer start(int port, Function<Vertx, Router> routes) {
        int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        AtomicInteger actual = new AtomicInteger();
        try {
            await(vertx.deployVerticle(
                    () -> new Listener(port, routes, actual), new DeploymentOptions().setInstances(loops)));
        } catch (CompletionException e) {
            vertx.close();
            throw new IllegalStateException("cannot listen on " + LOOPBACK + ":" + port, e.getCause());
        }
        return new OrgServer(vertx, actual.get());
    }

    /** The port that is listened on. */
    public int port() {
        return port;
    }

    /** Closes the port and all connections, answered or not. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(SECONDS_TO_START_OR_STOP, TimeUnit.SECONDS)
                .join();
    }

    /** Listens on one event loop. */
    private static final class Listener extends AbstractVerticle {

        private final int port;
        private final Function<Vertx, Router> routes;
        private final AtomicInteger actual;

        Listener(int port, Function<Vertx, Router> routes, AtomicInteger actual) {
            this.port = port;
            this.routes = routes;
            this.actual = actual;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpServerOptions options = new HttpServerOptions()
                    .setHost(LOOPBACK)
                    // A negative port is one of the system's choice that all listeners of the deployment share.
                    .setPort(port == 0 ? -1 : port)
                    .setHttp2ClearTextEnabled(false)
                    .setDecompressionSupported(true)
                    .setMaxInitialLineLength(LONGEST_ADDRESS)
                    .setMaxHeaderSize(LONGEST_HEADERS);
            vertx.createHttpServer(options)
                    .requestHandler(routes.apply(vertx))
                    .listen()
                    .onSuccess(server -> actual.set(server.actualPort()))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
