package io.accountsync.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completions for fish, which picocli does not write: a line for each command and option. */
final class FishCompletion {
    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    /** The completions of a program with these commands, as text of lines. */
    static String of(String program, CommandSpec commands) {
        FishCompletion fish = new FishCompletion(program);
        fish.lines.add("# Completions of " + program + " for fish; account-sync completion fish writes them.");
        fish.lines.add("complete -c " + program + " -f");
        fish.add(commands, List.of());
        return fish.lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private void add(CommandSpec command, List<String> path) {
        String here = "-n " + quoted(condition(command, path));
        command.subcommands().forEach((name, inner) -> {
            lines.add("complete -c " + program + " " + here + " -a " + name
                    + described(inner.getCommandSpec().usageMessage().description()));
            add(
                    inner.getCommandSpec(),
                    Stream.concat(path.stream(), Stream.of(name)).toList());
        });
        for (OptionSpec option : command.options()) {
            String names = Stream.of(option.names())
                    .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                    .collect(Collectors.joining());
            lines.add("complete -c " + program + " " + here + names + value(option) + described(option.description()));
        }
        for (ArgSpec position : command.positionalParameters()) {
            String candidates = candidates(position);
            if (!candidates.isEmpty()) {
                lines.add("complete -c " + program + " " + here + candidates + described(position.description()));
            }
        }
    }

    /** Where these commands are on the line and none of those below them. */
    private static String condition(CommandSpec command, List<String> path) {
        if (path.isEmpty()) {
            return "__fish_use_subcommand";
        }
        Stream<String> seen = path.stream().map(name -> "__fish_seen_subcommand_from " + name);
        String below = String.join(" ", command.subcommands().keySet());
        Stream<String> notSeen = below.isEmpty() ? Stream.of() : Stream.of("not __fish_seen_subcommand_from " + below);
        return Stream.concat(seen, notSeen).collect(Collectors.joining("; and "));
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        return option.type() == Path.class ? " -r -F" : " -x" + candidates(option);
    }

    private static String candidates(ArgSpec argument) {
        if (argument.type() == Path.class) {
            return " -F";
        }
        String candidates = argument.completionCandidates() == null
                ? ""
                : StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .collect(Collectors.joining(" "));
        return candidates.isEmpty() ? "" : " -a " + quoted(candidates);
    }

    /** The first sentence. */
    private static String described(String... description) {
        String first = description.length == 0 ? "" : description[0].split("[.:;](\\s|$)|%n", 2)[0];
        return first.isEmpty() ? "" : " -d " + quoted(first);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
