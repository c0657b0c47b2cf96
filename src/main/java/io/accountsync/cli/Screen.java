package io.accountsync.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Help.Ansi;

/**
 * What standard output is shown on.
 *
 * @param colours whether it has colours, and they are wanted
 * @param columns how many it has; 0 for what has none, such as a file or pipe. Asked only where a table is made, since it takes a
 *     tenth of a second
 */
record Screen(boolean colours, IntSupplier columns) {
    /** A file or pipe. */
    static final Screen NONE = new Screen(false, () -> 0);

    /** Narrower ones are taken for this wide. */
    private static final int NARROWEST = 40;

    /** That of this process, for a command with these arguments. */
    static Screen of(String... args) {
        boolean wanted = !List.of(args).contains("--no-color");
        boolean terminal = Terminal.isInteractive();
        return of(System.getenv(), terminal, wanted && Ansi.AUTO.enabled(), Screen::asked);
    }

    /**
     * That of a process with this environment.
     *
     * @param terminal whether standard output is one
     * @param able whether it shows colours, as far as is known
     * @param asked the columns that it says it has; 0 when it does not, or is none
     */
    static Screen of(Map<String, String> environment, boolean terminal, boolean able, IntSupplier asked) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return terminal ? new Screen(able && !refused, () -> columns(environment.get("COLUMNS"), asked)) : NONE;
    }

    private static int columns(String columns, IntSupplier asked) {
        boolean isNumber = columns != null && columns.matches("[1-9][0-9]{0,4}");
        int width = isNumber ? Integer.parseInt(columns) : asked.getAsInt();
        return width == 0 ? 0 : Math.max(NARROWEST, width);
    }

    private static int asked() {
        try (org.jline.terminal.Terminal terminal =
                TerminalBuilder.builder().system(true).dumb(true).build()) {
            return terminal.getWidth();
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
