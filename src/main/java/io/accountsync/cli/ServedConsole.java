package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.console.ConsoleProcess;
import io.accountsync.console.ConsoleServer;
import io.accountsync.console.ConsoleSettings;
import io.accountsync.run.sync.RunMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console of a process that serves. What keeps it from being opened is logged, and the process goes on without it. */
final class ServedConsole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedConsole.class);

    private ConsoleServer server;

    /** Opens it, where the keys do not say otherwise. */
    void open(CamelRuntime runtime) {
        Settings settings = Settings.of(runtime.context());
        try {
            ConsoleSettings console = ConsoleSettings.of(settings);
            if (console.isEnabled()) {
                server = ConsoleServer.open(
                        console,
                        ConsoleProcess.serving(
                                settings, runtime.engine(), sync -> runtime.run(sync, RunMode.INCREMENTAL)));
                LOG.info("Console: {}", server.address());
            }
        } catch (ConfigurationException e) {
            LOG.warn("There is no console, and runs go on without it. {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
