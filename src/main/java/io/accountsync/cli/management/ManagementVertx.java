package io.accountsync.cli.management;

import io.accountsync.http.ConnectionLimits;
import io.accountsync.http.DaemonVertx;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxInternal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The Vert.x on which Camel opens the management port. Camel takes it from its registry and has no keys for the limits of a
 * server, so this one makes the server of that port a limited one. A server of another port, which a person's own keys can
 * open, is as Camel wants it.
 */
final class ManagementVertx implements InvocationHandler {

    private final Vertx vertx;
    private final int managementPort;
    private final ConnectionLimits limits;

    private ManagementVertx(Vertx vertx, int managementPort, ConnectionLimits limits) {
        this.vertx = vertx;
        this.managementPort = managementPort;
        this.limits = limits;
    }

    /** For a port as it is set, 0 for any free one; whoever gets it closes it. Its threads keep no process alive. */
    static Vertx forPort(int managementPort) {
        Vertx vertx = DaemonVertx.create();
        return around(vertx, managementPort, new ConnectionLimits(vertx));
    }

    static Vertx around(Vertx vertx, int managementPort, ConnectionLimits limits) {
        return (Vertx) Proxy.newProxyInstance(
                ManagementVertx.class.getClassLoader(),
                new Class<?>[] {VertxInternal.class},
                new ManagementVertx(vertx, managementPort, limits));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("createHttpServer")) {
            HttpServerOptions options = arguments == null ? new HttpServerOptions() : (HttpServerOptions) arguments[0];
            return Proxy.newProxyInstance(
                    ManagementVertx.class.getClassLoader(), new Class<?>[] {HttpServer.class}, new Server(options));
        }
        return method.getName().equals("toString") ? "Vert.x of the management port" : call(vertx, method, arguments);
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A server that is made once it is known on which port it listens. */
    private final class Server implements InvocationHandler {

        private final HttpServerOptions options;
        private HttpServer made;
        private Handler<HttpServerRequest> handler;

        Server(HttpServerOptions options) {
            this.options = options;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("requestHandler") && arguments != null) {
                handler = (Handler<HttpServerRequest>) arguments[0];
                return proxy;
            }
            if (made == null) {
                boolean listens = method.getName().equals("listen") && arguments != null;
                make(listens && Integer.valueOf(managementPort).equals(arguments[0]));
            }
            Object result = call(made, method, arguments);
            return result == made ? proxy : result;
        }

        private void make(boolean limited) {
            made = limited
                    ? limits.server(options, ConnectionLimits::isReading, handler)
                    : vertx.createHttpServer(options);
            if (!limited && handler != null) {
                made.requestHandler(handler);
            }
        }
    }
}
