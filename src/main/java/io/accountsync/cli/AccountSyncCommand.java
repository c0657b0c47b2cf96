package io.accountsync.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line as a whole; without a command it serves. */
@Command(
        name = "account-sync",
        description = "Keeps Salesforce Accounts in step with the rows of a database table, query or file.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            RunCommand.class,
            AuthCommand.class,
            ConfigCommand.class,
            StatusCommand.class,
            CheckCommand.class,
            DiscoverCommand.class,
            PlanCommand.class,
            AdoptCommand.class,
            ReconcileCommand.class,
            ApproveCommand.class,
            ExplainCommand.class,
            FailuresCommand.class,
            ForgetCommand.class,
            ResetCommand.class,
            DemoCommand.class,
            OrgCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:SUCCEEDED",
            "1:FAILED: something broke; the message says what",
            "2:wrong usage or configuration",
            "3:PARTIAL: finished, and some records were newly refused",
            "4:STOPPED: ended on purpose before harm was done",
            "130, 143:interrupted"
        })
public final class AccountSyncCommand implements Runnable {
    @Mixin
    private RuntimeOptions options;

    private AccountSyncCommand() {}

    /** Runs the command that the arguments name; returns its exit code. */
    public static int execute(String... args) {
        LogLevel.choose(args);
        CommandLine commands = commandLine();
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commands.setExecutionExceptionHandler(new ErrorMessages());
        commands.setExecutionStrategy(parsed -> {
            if (!CommandLine.printHelpIfRequested(parsed)) {
                EarlyOptions.handOn(parsed);
                return new CommandLine.RunLast().execute(parsed);
            }
            return 0;
        });
        return commands.execute(args);
    }

    /** All commands with their options. */
    static CommandLine commandLine() {
        return new CommandLine(new AccountSyncCommand());
    }

    @Override
    public void run() {
        new ServeCommand(options).serve();
    }
}
