package io.accountsync.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Help.Ansi;

/**
 * What standard output is shown on.
 *
 * @param colours whether it has colours, and they are wanted
 * @param width its columns; 0 for what has none, such as a file or pipe
 */
record Screen(boolean colours, int width) {
    /** A file or pipe. */
    static final Screen NONE = new Screen(false, 0);

    /** Narrower ones are taken for this wide. */
    private static final int NARROWEST = 40;

    /** That of this process, for a command with these arguments. */
    static Screen of(String... args) {
        boolean wanted = !List.of(args).contains("--no-color");
        boolean terminal = Terminal.isInteractive();
        return of(System.getenv(), terminal, wanted && Ansi.AUTO.enabled(), terminal ? asked() : 0);
    }

    /**
     * That of a process with this environment.
     *
     * @param terminal whether standard output is one
     * @param able whether it shows colours, as far as is known
     * @param asked the columns that it says it has; 0 when it does not
     */
    static Screen of(Map<String, String> environment, boolean terminal, boolean able, int asked) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return terminal ? new Screen(able && !refused, width(environment.get("COLUMNS"), asked)) : NONE;
    }

    private static int width(String columns, int asked) {
        boolean isNumber = columns != null && columns.matches("[1-9][0-9]{0,4}");
        int width = isNumber ? Integer.parseInt(columns) : asked;
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

    /**
     * A text in the columns that others of its line leave free; whole where it has room, or where there is no width.
     *
     * @param cells how many texts share these columns
     */
    String fitted(String text, int others, int cells) {
        return width == 0 ? text : Shown.cut(text, Math.max(NARROWEST / 4, (width - others) / cells));
    }
}
