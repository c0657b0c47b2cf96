package io.accountsync.cli;

import io.accountsync.config.Settings;
import io.accountsync.console.ConsoleProcess;
import io.accountsync.console.ConsoleServer;
import io.accountsync.console.ConsoleSettings;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the console without serving: it starts and sends nothing. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description =
                "Show the console page for a state until stopped, without serving: no schedule, and nothing is sent. With"
                        + " console.token set, whoever signs in sees reasons and contents, and may let the next run retry"
                        + " records or do an approved plan.")
final class ConsoleCommand implements Runnable {
    @Mixin
    private RuntimeOptions options;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port; 0 for any free one. Default: what console.port says.")
    private Integer port;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (port != null) {
            Bounds.require(spec, "--port", port, 0, Bounds.PORTS);
        }
        Settings settings = CamelRuntime.settings();
        ConsoleSettings keys = ConsoleSettings.of(settings);
        try (LookingRuntime looking = LookingRuntime.start(options.routes);
                ConsoleServer server = ConsoleServer.open(
                        port == null ? keys : keys.at(port),
                        ConsoleProcess.looking(settings, looking.engine(), looking.mistakes()))) {
            show(server, keys);
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(ConsoleServer server, ConsoleSettings keys) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("The console is at " + server.address());
        out.println("It looks at the state, and starts nothing. Ctrl-C ends it.");
        if (keys.token() == null) {
            out.println("Set console.token to sign in: reasons and contents are only shown to whoever has it.");
        }
        out.flush();
    }
}
