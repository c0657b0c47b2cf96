package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.cli.CommandLineModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ProposedCommandTest {
    /** A command with a name or key put behind it as it is. */
    private static final Pattern BARE = Pattern.compile(
            "account-sync (adopt|approve|explain|failures|forget|plan|reconcile|reset|restore|run|status)[a-z -]*+"
                    + "(%|\"\\s*+\\+\\s*+(?!\"))");

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

    /** Texts of Java in a line. */
    private static final Pattern IN_TEXT = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    /** An option by itself, or a command of ours, between the marks of code. */
    private static final Pattern IN_CODE = Pattern.compile(
            "`(?:--|(?:\\./)?account-sync |(?:adopt|approve|check|explain|failures|plan|reconcile|reset|restore|run|serve|status) )"
                    + "[^`\n]*`");

    /** An option of Camel's own program. */
    private static final String OF_CAMEL = "--dep";

    @Command(name = "restore")
    private static final class Restore {
        @Parameters
        private List<String> words;

        @Option(names = "--yes")
        private boolean yes;

        @Option(names = "--apply")
        private String apply;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4711",
                "ğ1 x",
                "O'Neil & $HOME",
                "--yes",
                "-",
                "--",
                "-x 'y'",
                "=ls",
                "~",
                "a`id`",
                "$(id)",
                "a;b|c>d<e",
                "#1",
                "a\\b\"c",
                "*",
                "{a,b}",
                "!1",
                ""
            })
    void isReadByAShellAndByTheProgramAsItWasMeant(String key) throws Exception {
        Restore restore = pasted(ProposedCommand.of("restore", "acc", "1", key).option("--apply", "x " + key));

        assertThat(restore.words).containsExactly("acc", "1", key);
        assertThat(restore.apply).isEqualTo("x " + key);
        assertThat(restore.yes).isFalse();
    }

    @Test
    void keepsTheValueOfAnOptionFromBeingAnOption() throws Exception {
        Restore restore = pasted(ProposedCommand.of("restore", "-acc").option("--apply", "-y.csv"));

        assertThat(restore.apply).isEqualTo("-y.csv");
        assertThat(restore.words).containsExactly("-acc");
    }

    @Test
    void leavesPlainWordsAsTheyAre() {
        assertThat(ProposedCommand.of("adopt", "accounts").option("--apply", "out/accounts.csv"))
                .hasToString("account-sync adopt accounts --apply out/accounts.csv");
        assertThat(ProposedCommand.of("failures retry", "acc", "-1"))
                .hasToString("account-sync failures retry acc -- -1");
    }

    @Test
    void everyMessageThatNamesACommandWithAKeyASyncOrAFileHasItFromHere() throws IOException {
        List<String> bare = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                BARE.matcher(Files.readString(file)).results().forEach(match -> bare.add(file + ": " + match.group()));
            }
        }

        assertThat(bare).isEmpty();
    }

    @Test
    void everyOptionThatAMessageOrADocumentNamesExists() throws IOException {
        Set<String> known = CommandLineModel.optionNames();
        List<String> unknown = new ArrayList<>();
        try (Stream<Path> files = Stream.of("README.md", "docs", "src/main/java", "kamelets")
                .map(Path::of)
                .flatMap(ProposedCommandTest::walk)) {
            for (Path file :
                    files.filter(path -> !path.toString().contains("localorg")).toList()) {
                Pattern named = file.toString().endsWith(".java") ? IN_TEXT : IN_CODE;
                for (MatchResult span :
                        named.matcher(Files.readString(file)).results().toList()) {
                    OPTION.matcher(span.group())
                            .results()
                            .map(MatchResult::group)
                            .filter(option -> !known.contains(option) && !option.equals(OF_CAMEL))
                            .forEach(option -> unknown.add(file + ": " + option));
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    private static Stream<Path> walk(Path start) {
        try {
            return Files.walk(start).filter(path -> path.toString().matches(".*\\.(java|md|yaml)"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Restore pasted(ProposedCommand command) throws Exception {
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "account_sync() { printf '%s\\0' \"$@\"; }\n"
                                + command.toString().replaceFirst("account-sync", "account_sync"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        List<String> arguments = new ArrayList<>(List.of(words.split("\0", -1)));
        arguments.remove(arguments.size() - 1);
        Restore restore = new Restore();
        new CommandLine(restore)
                .parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
        return restore;
    }
}
