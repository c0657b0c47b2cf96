package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Writer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** That a command alone is what it is among the others. */
class SyncCommandsTest {
    static Set<String> names() {
        return SyncCommands.ALL.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCommandThatIsNamedFirstIsTheOnlyOneThatIsMadeAndHasTheSameHelp(String name) {
        JsonDocument nowhere = new JsonDocument(Writer.nullWriter());
        CommandLine alone = AccountSyncCommand.commandLine(
                new Interruption(nowhere), nowhere, Screen.NONE, SyncCommands.neededFor(name, "--help"));
        CommandLine among = AccountSyncCommand.commandLine();

        assertThat(usage(alone, name)).isEqualTo(usage(among, name)).contains("account-sync " + name);
        assertThat(alone.getSubcommands()).hasSize(name.equals("completion") ? SyncCommands.ALL.size() : 1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCommandHasTheNameThatItSaysItself(String name) {
        assertThat(SyncCommands.ALL.get(name).getAnnotation(Command.class).name())
                .isEqualTo(name);
    }

    @Test
    void whatDoesNotBeginWithACommandIsAskedOfAll() {
        assertThat(SyncCommands.neededFor()).isEqualTo(SyncCommands.ALL);
        assertThat(SyncCommands.neededFor("--help", "run")).isEqualTo(SyncCommands.ALL);
        assertThat(SyncCommands.neededFor("rnu")).isEqualTo(SyncCommands.ALL);
    }

    private static String usage(CommandLine commands, String name) {
        return commands.getSubcommands().get(name).getUsageMessage();
    }
}
