package io.accountsync.cli;

import io.accountsync.alert.AlertChannel;
import io.accountsync.cli.library.LibraryLoader;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command line as a whole; without a command it serves. */
@Command(
        name = "account-sync",
        description = "Keeps Salesforce Accounts in step with the rows of a database table, query or file.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:SUCCEEDED",
            "1:FAILED: something broke; the message says what",
            "2:wrong usage or configuration",
            "3:PARTIAL: finished, and some records were newly rejected",
            "4:STOPPED: ended on purpose before harm was done",
            "130, 143:interrupted"
        })
public final class AccountSyncCommand implements Runnable {
    @Mixin
    private RuntimeOptions options;

    /** Read where it is first known, see {@link Screen}: help and mistakes have colours, too. */
    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colours on a terminal. A file or pipe never gets any.")
    private boolean noColor;

    private AccountSyncCommand() {}

    /** Runs the command of this process, whatever its locale; returns its exit code. */
    public static int executeAsProcess(String... received) {
        // Libraries make names of variables and numbers in the default locale: a Turkish one finds no variable that has
        // an I.
        Locale.setDefault(Locale.ROOT);
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(escaped(utf8(FileDescriptor.err)));
        try {
            LibraryLoader.install();
            String[] typed = GivenArguments.of(received);
            LocaleCheck.requireWhole(
                    System.getenv(), System.getProperties(), Path.of("").toAbsolutePath());
            return execute(typed);
        } catch (ConfigurationException e) {
            System.err.println(e.getMessage());
            new JsonDocument(terminal(System.out, Screen.NONE), received).end(2, e.getMessage());
            return 2;
        }
    }

    /** Of an option, which picocli names. */
    private static Path path(String text) {
        try {
            return FileName.path(text, "it");
        } catch (ConfigurationException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(to), 8192), true, StandardCharsets.UTF_8);
    }

    /** For what writes to the stream by itself, such as the log and libraries. */
    private static PrintStream escaped(PrintStream to) {
        return new PrintStream(new TerminalStream(terminal(to, Screen.NONE)), true, StandardCharsets.UTF_8);
    }

    private static Writer terminal(PrintStream to, Screen screen) {
        return new TerminalWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), screen.colours());
    }

    /** Runs the command that the arguments name; returns its exit code. */
    public static int execute(String... args) {
        LogLevel.choose(args);
        Screen screen = Screen.of(args);
        JsonDocument out = new JsonDocument(terminal(System.out, screen), args);
        // Nobody knows whether this one is a terminal: it may be a file while the other is not.
        SaidOnStderr err = new SaidOnStderr(terminal(System.err, Screen.NONE));
        try (Interruption interruption = new Interruption(out)) {
            if (out.isWanted()) {
                interruption.begin();
            }
            CommandLine commands = commandLine(interruption, out, screen, SyncCommands.neededFor(args));
            commands.setCaseInsensitiveEnumValuesAllowed(true);
            commands.registerConverter(Path.class, AccountSyncCommand::path);
            commands.registerConverter(
                    CompletionCommand.Shell.class,
                    new OneOf<>(List.of(CompletionCommand.Shell.values()), CompletionCommand.Shell::toString));
            commands.registerConverter(
                    AlertChannel.class, new OneOf<>(List.of(AlertChannel.values()), AlertChannel::word));
            commands.setOut(new Output(out));
            commands.setErr(new Output(err));
            commands.setColorScheme(HelpColours.of(screen));
            commands.setExecutionExceptionHandler(new ErrorMessages());
            commands.setExecutionStrategy(parsed -> {
                if (!CommandLine.printHelpIfRequested(parsed)) {
                    EarlyOptions.handOn(parsed);
                    out.of(syncIn(parsed));
                    return new CommandLine.RunLast().execute(parsed);
                }
                return 0;
            });
            int exitCode = commands.execute(args);
            out.end(exitCode, err.message());
            if (System.out.checkError()) {
                commands.getErr()
                        .println("The output could not be written: the disk is full, or nobody reads it any more.");
                return exitCode == 0 ? 1 : exitCode;
            }
            return exitCode;
        }
    }

    /** All commands with their options. */
    static CommandLine commandLine() {
        JsonDocument nowhere = new JsonDocument(Writer.nullWriter());
        return commandLine(new Interruption(nowhere), nowhere, Screen.NONE, SyncCommands.ALL);
    }

    /** These of its commands. */
    static CommandLine commandLine(
            Interruption interruption, JsonDocument out, Screen screen, Map<String, Class<?>> commands) {
        Commands factory = new Commands(interruption, out, screen);
        CommandLine all = new CommandLine(new AccountSyncCommand(), factory);
        commands.forEach((name, type) -> all.addSubcommand(name, new CommandLine(type, factory)));
        return all;
    }

    /** The sync that the last command names; null for none. */
    private static String syncIn(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.matchedPositionals().stream()
                .filter(name -> name.paramLabel().equals("SYNC"))
                .map(name -> name.<String>getValue())
                .findFirst()
                .orElse(null);
    }

    @Override
    public void run() {
        new ServeCommand(options).serve();
    }
}
