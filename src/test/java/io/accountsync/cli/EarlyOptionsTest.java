package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Every option of every command, at every place on the command line. */
class EarlyOptionsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("everyOptionAtEveryPlace")
    void anOptionAtAnyPlaceIsHonouredOrRefused(String option, String value, List<String> words) {
        CommandLine commands = AccountSyncCommand.commandLine();
        ParseResult last;
        try {
            last = commands.parseArgs(words.toArray(String[]::new));
            EarlyOptions.handOn(last);
        } catch (ParameterException e) {
            assertThat(e.getMessage())
                    .as("the refusal names it")
                    .containsAnyOf(option, "SYNC", "KEY", "OBJECT", "SHELL");
            return;
        }
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        Object set = last.commandSpec().findOption(option).getValue();
        assertThat(String.valueOf(set)).as(words.toString()).contains(value == null ? "true" : value);
    }

    /** What a command or one of those before it has; picocli itself refuses all others. */
    static Stream<Arguments> everyOptionAtEveryPlace() {
        List<CommandSpec> all = new ArrayList<>();
        collect(AccountSyncCommand.commandLine().getCommandSpec(), all);
        return all.stream().flatMap(command -> Stream.iterate(command, at -> at != null, CommandSpec::parent)
                .flatMap(owner -> owner.options().stream())
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .flatMap(option -> places(option, command)));
    }

    private static void collect(CommandSpec command, List<CommandSpec> into) {
        into.add(command);
        command.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(inner -> collect(inner, into));
    }

    /** The words of a command, with the option in front of each of them and at the end. */
    private static Stream<Arguments> places(OptionSpec option, CommandSpec command) {
        List<String> path = new ArrayList<>();
        for (CommandSpec at = command; at.parent() != null; at = at.parent()) {
            path.add(0, at.name());
        }
        List<String> words = new ArrayList<>(path);
        command.positionalParameters().stream()
                .filter(PositionalParamSpec::required)
                .forEach(parameter -> words.add("x"));
        String value = option.arity().max() == 0 ? null : "7";
        List<Arguments> places = new ArrayList<>();
        for (int at = 0; at <= path.size(); at++) {
            List<String> with = new ArrayList<>(words);
            if (value != null) {
                with.add(at, value);
            }
            with.add(at, option.longestName());
            places.add(Arguments.of(option.longestName(), value, with));
        }
        return places.stream();
    }

    @Test
    void routesBeforeTheCommandCount() {
        Path nowhere = directory.resolve("nowhere");
        Jar.Ended run = new InProcess().run("--routes", nowhere.toString(), "run");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("No route file found", "nowhere");
    }

    @Test
    void anOptionThatTheCommandLacksIsRefused() {
        Jar.Ended org = new InProcess().run("--routes", directory.toString(), "org");
        assertThat(org.exitCode()).isEqualTo(2);
        assertThat(org.err()).contains("--routes is not an option of account-sync org");
        Jar.Ended retry = new InProcess().run("failures", "--csv", "x.csv", "retry");
        assertThat(retry.exitCode()).isEqualTo(2);
        assertThat(retry.err()).contains("--csv is not an option of account-sync failures retry");
    }

    @Test
    void aNameBeforeTheCommandIsRefused() {
        Jar.Ended retry = new InProcess().run("failures", "accounts", "retry");
        assertThat(retry.exitCode()).isEqualTo(2);
        assertThat(retry.err()).contains("SYNC is before retry", "account-sync failures retry SYNC");
    }

    @Test
    void anOptionAtTwoPlacesIsRefused() {
        Jar.Ended run = new InProcess().run("--routes", "a", "run", "--routes", "b");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--routes is both before and behind run");
    }
}
