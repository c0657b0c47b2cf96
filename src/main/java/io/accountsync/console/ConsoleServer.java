package io.accountsync.console;

import io.accountsync.config.ConfigurationException;
import io.accountsync.http.ConnectionLimits;
import io.accountsync.http.DaemonVertx;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The console of a process, on a port of its own. Whatever goes wrong with it, runs go on.
 */
public final class ConsoleServer implements AutoCloseable {
    /** Threads that ask the state. */
    private static final int WORKERS = 2;

    private final Vertx vertx;
    private final ConsoleState state;
    private final ConsoleSettings settings;
    private final ConsoleRequests requests;
    private HttpServer server;

    private ConsoleServer(ConsoleSettings settings, ConsoleProcess process) {
        this.vertx = DaemonVertx.create();
        this.settings = settings;
        this.state = new ConsoleState(process.settings(), process.clock(), process.isServing());
        ConnectionLimits limits = new ConnectionLimits(vertx);
        // Of the port that it has, not the one asked for: browsers give a cookie to every port of a host.
        Supplier<String> cookie = () -> "account-sync-console-" + port();
        Sessions sessions = new Sessions(settings.token(), process.clock());
        RecentReports reports = new RecentReports();
        process.knownSyncs().ifPresent(engine -> engine.runs().observe(reports));
        Endpoints endpoints = new Endpoints(process, state, reports, new SignIn(sessions, state, cookie));
        this.requests = new ConsoleRequests(
                vertx.createSharedWorkerExecutor("console", WORKERS),
                new OriginCheck(settings),
                endpoints,
                new Gatekeeper(sessions, cookie),
                new ProgressStream(vertx, limits, process, reports));
        this.server = limits.server(
                new HttpServerOptions().setHost(settings.host()).setPort(settings.port()),
                ConsoleRequests::isTaken,
                ConsoleRequests::isTooLong,
                requests::handle);
    }

    /**
     * Opens it.
     *
     * @throws ConfigurationException when the port cannot be had, naming the keys that choose another
     */
    public static ConsoleServer open(ConsoleSettings settings, ConsoleProcess process) {
        ConsoleServer console = new ConsoleServer(settings, process);
        try {
            console.server.listen().toCompletionStage().toCompletableFuture().join();
            return console;
        } catch (CompletionException e) {
            console.close();
            throw new ConfigurationException(
                    "The console cannot be opened on port " + settings.port() + " of " + settings.host()
                            + ": another program has it, perhaps another account-sync, or the address is not of this"
                            + " machine. Set " + ConsoleSettings.PORT + " to a free one, " + ConsoleSettings.HOST
                            + " to an address of this machine, or console.enabled=false.",
                    e);
        }
    }

    /** The port that it has. */
    public int port() {
        return server.actualPort();
    }

    /** Where a browser finds it. */
    public String address() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return "http://" + host + ":" + port() + "/";
    }

    /** How many pages listen to the progress of runs. */
    int listeners() {
        return requests.listeners();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        state.close();
    }
}
