package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts for shells, in these shells, as far as they are installed. */
class CompletionTest {
    @TempDir
    private Path directory;

    private InProcess command;

    @BeforeEach
    void syncs() throws IOException {
        Path routes = Files.createDirectory(directory.resolve("routes"));
        for (String name : List.of("accounts", "contacts", "not plain", "c$(touch x)", "c'd", "c:d", "c`e`")) {
            Files.writeString(
                    routes.resolve("file of " + name.charAt(0) + name.length() + ".camel.yaml"),
                    "- beans:\n    - name: \"" + name + "\"\n      type: io.accountsync.mapping.SyncDefinition\n");
        }
        command = new InProcess().with("sync.routes", routes.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "account-sync rec, reconcile",
        "account-sync failures ret, retry",
        "account-sync plan --full, --full-refresh",
        "./account-sync failures --spread, --spreadsheet",
        "account-sync run --no-c, --no-color",
        "account-sync run con, contacts",
        "account-sync reset acc, accounts",
        "account-sync explain 4711 --sync con, contacts",
        "account-sync failures retry con, contacts",
        "account-sync failures drop acc, accounts",
        "account-sync run --routes routes acc, accounts",
        "account-sync run --routes=routes acc, accounts",
        "account-sync run --routes = routes acc, accounts",
        "account-sync run --limit 5 -v acc, accounts",
        "account-sync alert close acc, accounts",
        "account-sync alert test pa, pagerduty",
        "account-sync alert test w, webhook",
        "account-sync completion f, fish"
    })
    void bashCompletesCommandsOptionsAndNamesOfSyncs(String typed, String completed) throws Exception {
        assertThat(bash(typed)).containsExactly(completed);
    }

    @Test
    void bashOffersEveryCommand() throws Exception {
        assertThat(bash("account-sync ''"))
                .containsAll(AccountSyncCommand.commandLine().getSubcommands().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "fish"})
    void namesThatAShellWouldTakeApartOrRunAreLeftOut(String shell) {
        assertThat(command.run("completion", shell).out())
                .contains("contacts")
                .doesNotContain("touch x")
                .doesNotContain("not plain")
                .doesNotContain("c'd")
                .doesNotContain("c:d")
                .doesNotContain("c`e`");
    }

    @Test
    void aShellThatThereIsNotIsNamedNextToThoseThatThereAre() {
        Jar.Ended ended = command.run("completion", "tcsh");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("(SHELL): it is one of bash, zsh, fish, and not 'tcsh'")
                .doesNotContain("BASH");
        assertThat(command.run("alert", "test", "smtp").err())
                .contains("it is one of webhook, mail, slack, teams, pagerduty, and not 'smtp'");
        assertThat(command.run("completion", "FISH").exitCode()).isZero();
    }

    @Test
    void zshTakesTheScript() throws Exception {
        assumeTrue(isInstalled("zsh"));
        Path script = script("zsh");
        assertThat(ended("zsh", "-n", script.toString())).isEmpty();
        assertThat(ended(
                        "zsh",
                        "-fc",
                        "autoload -Uz compinit && compinit -u -D; source '" + script
                                + "' && print -r -- ${_comps[account-sync]}"))
                .contains("_complete_account-sync");
    }

    @ParameterizedTest
    @CsvSource({
        "account-sync rec, reconcile",
        "account-sync failures ret, retry",
        "account-sync plan --full, --full-refresh",
        "account-sync run con, contacts",
        "account-sync reset acc, accounts",
        "account-sync failures retry con, contacts",
        "account-sync run --routes routes acc, accounts",
        "account-sync alert test pa, pagerduty",
        "account-sync explain 4711 --sync con, contacts"
    })
    void fishCompletesTheSame(String typed, String completed) throws Exception {
        assumeTrue(isInstalled("fish"));
        Path script = script("fish");
        assertThat(ended("fish", "--no-execute", script.toString())).isEmpty();
        assertThat(ended("fish", "--no-config", "-c", "source '" + script + "'; complete -C '" + typed + "'")
                        .lines()
                        .map(line -> line.split("\t")[0]))
                .containsExactly(completed);
    }

    @Test
    void fishHasALineForEveryCommandAndOption() {
        String fish = command.run("completion", "fish").out();
        CommandLineModel.options()
                .forEach((path, options) -> options.forEach(
                        option -> assertThat(fish).as(path + " " + option).contains(" -l " + option.substring(2))));
        AccountSyncCommand.commandLine().getSubcommands().keySet().forEach(name -> assertThat(fish)
                .contains(" -a " + name + " -d "));
    }

    private List<String> bash(String typed) throws Exception {
        assumeTrue(isInstalled("bash"));
        String program = typed.split(" ")[0];
        return ended(
                        "bash",
                        "--norc",
                        "-c",
                        "source '" + script("bash") + "'; COMP_WORDS=(" + typed
                                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                                + "COMP_LINE='" + typed.replace("'", "") + "'; COMP_POINT=${#COMP_LINE}; "
                                + "spec=$(complete -p account-sync); [[ $spec == *_complete_account-sync* ]] || exit 9; "
                                + "_complete_account-sync '" + program + "' \"${COMP_WORDS[COMP_CWORD]}\" "
                                + "\"${COMP_WORDS[COMP_CWORD-1]}\" 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"")
                .lines()
                .map(String::strip)
                .toList();
    }

    private Path script(String shell) throws IOException {
        Jar.Ended ended = command.run("completion", shell);
        assertThat(ended.exitCode()).isZero();
        return Files.writeString(directory.resolve("script"), ended.out());
    }

    private static boolean isInstalled(String shell) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
    }

    private static String ended(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
