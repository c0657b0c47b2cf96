package io.accountsync.cli;

import io.accountsync.config.ShownText;

/** Long cells of a table, cut to the width of the terminal; whole in a file or pipe. Knows whether it cut any. */
final class Cells {
    /** Narrower cells say nothing. */
    private static final int NARROWEST = 10;

    private final int width;
    private boolean cut;

    Cells(Screen screen) {
        this.width = screen.columns().getAsInt();
    }

    /**
     * A cell as it fits.
     *
     * @param others how many columns the rest of its line takes
     * @param cells how many of its kind share what is left
     */
    String fit(String cell, int others, int cells) {
        String text = ShownText.line(cell);
        String fitted = width == 0 ? text : Shown.cut(text, Math.max(NARROWEST, (width - others) / cells));
        cut |= !fitted.equals(text);
        return fitted;
    }

    /** Says where the whole of them is, if any was cut. */
    void note(TextLines text, String whole) {
        if (cut) {
            text.line("Cells that end with … are cut to the width of the terminal; %s", whole);
        }
    }
}
