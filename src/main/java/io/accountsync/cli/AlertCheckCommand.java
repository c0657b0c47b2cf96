package io.accountsync.cli;

import io.accountsync.alert.AlertChannel;
import io.accountsync.alert.Alerts;
import io.accountsync.config.ConfigurationException;
import io.accountsync.state.AlertStatus;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does once what a process that serves does each minute: for those that run syncs by a timer of their own. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Look once at what grows bad by the clock alone, such as a sync whose runs do not begin any more, and"
                        + " send what changed or could not be delivered. Ends with 1 when a channel did not take it.")
final class AlertCheckCommand implements Callable<Integer> {
    @Mixin
    private RuntimeOptions options;

    @Option(
            names = "--now",
            description = "Try again at once what could not be delivered, however long it is still to wait.")
    private boolean now;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (CamelRuntime runtime = SyncStart.start(options.routes, null)) {
            Alerts alerts = alerts(runtime);
            if (!alerts.hasRoute()) {
                throw new ConfigurationException("No channel of alerts is set up. Set one of these keys: " + keys());
            }
            alerts.judgeByClock(now);
            List<AlertStatus> notable =
                    alerts.status().stream().filter(AlertStatus::isNotable).toList();
            PrintWriter out = spec.commandLine().getOut();
            out.print(AlertStatusText.of(notable));
            out.flush();
            return notable.stream().allMatch(status -> status.undelivered().isEmpty()) ? 0 : 1;
        }
    }

    static Alerts alerts(CamelRuntime runtime) {
        return runtime.context().getRegistry().lookupByNameAndType(Alerts.BEAN, Alerts.class);
    }

    static String keys() {
        return Arrays.stream(AlertChannel.values()).map(AlertChannel::key).collect(Collectors.joining(", "));
    }
}
