package io.accountsync.cli;

import io.accountsync.alert.Alerts;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends what was reported of a sync that is not there any more: nothing else would resolve its incidents. */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description =
                "Report that all is well with a sync that was taken out, so that its incidents are resolved. What is"
                        + " looked at still is reported again by the next look, if it is not well.")
final class AlertCloseCommand implements Runnable {
    @Mixin
    private RuntimeOptions options;

    @Parameters(
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "The name that the alert has, as alert check and status show it.")
    private String subject;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try (CamelRuntime runtime = SyncStart.start(options.routes, null)) {
            Alerts alerts = AlertCheckCommand.alerts(runtime);
            int closed = alerts.close(subject);
            if (closed == 0) {
                throw new ConfigurationException(Sentence.closed("There is no alert about " + subject)
                        + " To see those that there are: alert check");
            }
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%s closed.%n", Quantity.of(closed, "alert"));
            out.flush();
        }
    }
}
