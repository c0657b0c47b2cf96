package io.accountsync.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** The colours of help; what a mistake says has none, as all that goes to stderr. */
final class HelpColours {
    private HelpColours() {}

    static ColorScheme of(Screen screen) {
        return new ColorScheme.Builder(screen.colours() ? Ansi.ON : Ansi.OFF)
                .commands(Colour.BOLD)
                .options(Colour.YELLOW)
                .parameters(Colour.YELLOW)
                .optionParams(Colour.CYAN)
                .build();
    }
}
