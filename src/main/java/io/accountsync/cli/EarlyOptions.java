package io.accountsync.cli;

import io.accountsync.config.Sentence;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Options and names that stand before the command that runs. Picocli gives them to the command in front, which does not run:
 * here they come to the one that does, or are refused.
 */
final class EarlyOptions {
    private EarlyOptions() {}

    /**
     * Hands each option on to the last command.
     *
     * @throws ParameterException when that command has no such option, has it already, or a name stands in front of it
     */
    static void handOn(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        for (ParseResult before = parsed; before != last; before = before.subcommand()) {
            for (OptionSpec option : before.matchedOptions()) {
                handOn(option, before, last);
            }
            for (ArgSpec name : before.matchedPositionals()) {
                throw new ParameterException(
                        last.commandSpec().commandLine(),
                        Sentence.closed(name.paramLabel() + " is before "
                                + last.commandSpec().name()
                                + ", which would not see it. Write it behind: "
                                + last.commandSpec().qualifiedName(" ") + " " + name.paramLabel()));
            }
        }
    }

    private static void handOn(OptionSpec option, ParseResult before, ParseResult last) {
        String command = last.commandSpec().qualifiedName(" ");
        OptionSpec same = last.commandSpec().findOption(option.longestName());
        if (same == null) {
            throw new ParameterException(
                    last.commandSpec().commandLine(),
                    option.longestName() + " is not an option of " + command
                            + ", so that it would do nothing. Leave it out.");
        }
        if (last.hasMatchedOption(same)) {
            throw new ParameterException(
                    last.commandSpec().commandLine(),
                    Sentence.closed(option.longestName() + " is both before and behind "
                                    + last.commandSpec().name())
                            + " Leave one of them out.");
        }
        try {
            same.setter().set(before.matchedOptionValue(option.longestName(), null));
        } catch (Exception e) {
            throw new IllegalStateException("option " + option.longestName() + " cannot be set", e);
        }
    }
}
