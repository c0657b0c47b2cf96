package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port of this machine that another program has. */
final class PortInUse {
    private PortInUse() {}

    /**
     * Refuses one that cannot be opened; 0 is any free one.
     *
     * @throws ConfigurationException naming it and the option that chooses another
     */
    static void refuse(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            // As the server itself does: a port whose last connections are not forgotten yet is free.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The port " + port
                            + " on 127.0.0.1 cannot be opened: another program has it, or it is not yours to open. "
                            + "Choose another with --port, or 0 for any free one.",
                    e);
        }
    }
}
