package io.accountsync.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/** What picocli knows of the commands, for tests that hold documents against it. */
public final class CommandLineModel {
    private CommandLineModel() {}

    /** The options of each command that does something, without those that all have: help, version, routes, verbose and no-color. */
    public static Map<String, Set<String>> options() {
        Map<String, Set<String>> all = new TreeMap<>();
        AccountSyncCommand.commandLine()
                .getSubcommands()
                .forEach((name, command) -> add(command.getCommandSpec(), all));
        return all;
    }

    /** All names of all options of all commands. */
    public static Set<String> optionNames() {
        Set<String> names = new TreeSet<>();
        addNames(AccountSyncCommand.commandLine().getCommandSpec(), names);
        return names;
    }

    private static void addNames(CommandSpec command, Set<String> names) {
        command.options().forEach(option -> names.addAll(List.of(option.names())));
        command.subcommands().values().forEach(inner -> addNames(inner.getCommandSpec(), names));
    }

    private static void add(CommandSpec command, Map<String, Set<String>> all) {
        boolean onlyHoldsOthers = !command.subcommands().isEmpty()
                && command.positionalParameters().isEmpty();
        if (!onlyHoldsOthers) {
            Set<String> names = new TreeSet<>();
            command.options().forEach(option -> names.add(option.longestName()));
            names.removeAll(Set.of("--help", "--version", "--routes", "--verbose", "--no-color"));
            all.put(command.qualifiedName(" ").replaceFirst("^\\S+ ", ""), names);
        }
        command.subcommands().values().forEach(inner -> add(inner.getCommandSpec(), all));
    }
}
