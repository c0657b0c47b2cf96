package io.accountsync.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what a shell needs to complete commands, options and the names of syncs. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description =
                "Print a script for a shell that completes commands, options and the names of the syncs whose files are here"
                        + " now: those that need no quotes. Keys of records are not completed. For bash and zsh: source <(account-sync completion bash). For fish: account-sync completion fish | source.")
final class CompletionCommand implements Runnable {
    private static final String PROGRAM = "account-sync";

    /** A shell that has completions. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                shell == Shell.FISH
                        ? FishCompletion.of(PROGRAM, spec.root())
                        : BashCompletion.of(PROGRAM, spec.root().commandLine()));
        out.flush();
    }
}
