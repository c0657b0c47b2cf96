package io.accountsync.cli;

import io.accountsync.alert.AlertChannel;
import io.accountsync.alert.Alerts;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a test message. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Send each channel a warning that says that it is a test, and then that all is well, which resolves it."
                        + " Ends with 1 when a channel did not take both, with 2 when there is none.")
final class AlertTestCommand implements Callable<Integer> {
    @Mixin
    private RuntimeOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "CHANNEL",
            completionCandidates = ChannelCandidates.class,
            description = "webhook, mail, slack, teams or pagerduty; all that are set up when left out.")
    private AlertChannel chosen;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (CamelRuntime runtime = SyncStart.start(options.routes, null)) {
            Alerts alerts = AlertCheckCommand.alerts(runtime);
            Map<AlertChannel, Optional<String>> results = alerts.test(channels(alerts));
            PrintWriter out = spec.commandLine().getOut();
            results.forEach((channel, error) -> out.printf(
                    "%-10s %s%n",
                    channel.word(),
                    error.map(reason -> "not delivered: " + reason).orElse("delivered, the test and its end")));
            out.flush();
            return results.values().stream().allMatch(Optional::isEmpty) ? 0 : 1;
        }
    }

    private List<AlertChannel> channels(Alerts alerts) {
        List<AlertChannel> there = alerts.channels();
        if (there.isEmpty()) {
            throw new ConfigurationException("No channel of alerts is set up. Set one of these keys: "
                    + AlertCheckCommand.keys() + "; docs/operations.md says what else each needs");
        }
        if (chosen != null && !there.contains(chosen)) {
            throw new ConfigurationException(
                    Sentence.closed("The channel " + chosen.word() + " is not set up") + " It needs " + chosen.key());
        }
        return chosen == null ? there : List.of(chosen);
    }
}
