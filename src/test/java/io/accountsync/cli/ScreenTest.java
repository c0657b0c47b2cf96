package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ScreenTest {
    @Test
    void aFileOrPipeHasNeitherColoursNorAWidth() {
        assertThat(Screen.of(Map.of("COLUMNS", "80"), false, true, () -> 80)).isSameAs(Screen.NONE);
    }

    @Test
    void aTerminalHasColoursUnlessSomebodyWantsNone() {
        assertThat(Screen.of(Map.of(), true, true, () -> 0).colours()).isTrue();
        assertThat(Screen.of(Map.of("NO_COLOR", "1"), true, true, () -> 0).colours())
                .isFalse();
        assertThat(Screen.of(Map.of("NO_COLOR", ""), true, true, () -> 0).colours())
                .isTrue();
        assertThat(Screen.of(Map.of("TERM", "dumb"), true, true, () -> 0).colours())
                .isFalse();
        assertThat(Screen.of(Map.of(), true, false, () -> 0).colours()).isFalse();
    }

    @Test
    void theWidthIsWhatColumnsSaysElseWhatTheTerminalSays() {
        assertThat(Screen.of(Map.of("COLUMNS", "100"), true, true, () -> 80)
                        .columns()
                        .getAsInt())
                .isEqualTo(100);
        assertThat(Screen.of(Map.of("COLUMNS", "wide"), true, true, () -> 80)
                        .columns()
                        .getAsInt())
                .isEqualTo(80);
        assertThat(Screen.of(Map.of("COLUMNS", "5"), true, true, () -> 80)
                        .columns()
                        .getAsInt())
                .isEqualTo(40);
        assertThat(Screen.of(Map.of(), true, true, () -> 0).columns().getAsInt())
                .isZero();
    }

    @Test
    void aLongCellIsCutToTheWidthAndItIsSaidWhereTheWholeIs() {
        Cells cells = new Cells(new Screen(false, () -> 60));
        TextLines text = new TextLines(4);
        assertThat(cells.fit("short", 20, 1)).isEqualTo("short");
        cells.note(text, "--json has them whole");
        assertThat(text).hasToString("");
        assertThat(cells.fit("x".repeat(100), 20, 1)).isEqualTo("x".repeat(39) + "…");
        assertThat(cells.fit("株".repeat(100), 20, 2)).isEqualTo("株".repeat(9) + "…");
        cells.note(text, "--json has them whole");
        assertThat(text)
                .hasToString("Cells that end with … are cut to the width of the terminal; --json has them whole\n");
    }

    @Test
    void withoutAWidthEveryCellIsWhole() {
        assertThat(new Cells(Screen.NONE).fit("x".repeat(1000), 20, 2)).hasSize(1000);
    }

    @Test
    void helpHasColoursOnATerminalOnly() {
        assertThat(help(new Screen(true, () -> 80)))
                .contains("\u001b[1maccount-sync plan\u001b[0m", "\u001b[33m--csv\u001b[0m")
                .doesNotContain("\\u001b");
        assertThat(help(Screen.NONE)).contains("--csv").doesNotContain("\u001b", "\\u", "\uFDD0");
    }

    @Test
    void aWrongArgumentIsToldWithoutColours() {
        StringWriter terminal = new StringWriter();
        CommandLine commands = commands(new Screen(true, () -> 80), terminal);
        assertThat(commands.execute("plan", "--wrong\u001b[2J\nfake")).isEqualTo(2);
        assertThat(terminal.toString().lines().findFirst()).hasValue("Unknown option: '--wrong\\u001b[2J\\nfake'");
        assertThat(terminal.toString()).doesNotContain("\u001b", "\\u001b[0m", "\\ufdd");
    }

    private static String help(Screen screen) {
        StringWriter terminal = new StringWriter();
        commands(screen, terminal).execute("plan", "--help");
        return terminal.toString();
    }

    private static CommandLine commands(Screen screen, StringWriter terminal) {
        CommandLine commands = AccountSyncCommand.commandLine();
        commands.setOut(new Output(new TerminalWriter(terminal, screen.colours())));
        commands.setErr(new Output(new TerminalWriter(terminal, false)));
        commands.setColorScheme(HelpColours.of(screen));
        return commands;
    }
}
