package io.accountsync.cli.management;

import io.vertx.core.Vertx;
import org.apache.camel.spi.Registry;

/** Makes Camel open the management port with limits on connections and headers. */
public final class ManagementServer implements AutoCloseable {

    private final Vertx vertx;

    private ManagementServer(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Puts into the registry what Camel will open the port with. Close it when Camel has stopped.
     *
     * @param port as it is set, 0 for any free one
     */
    public static ManagementServer limited(Registry registry, int port) {
        Vertx vertx = ManagementVertx.forPort(port);
        registry.bind("managementVertx", vertx);
        return new ManagementServer(vertx);
    }

    @Override
    public void close() {
        vertx.close();
    }
}
