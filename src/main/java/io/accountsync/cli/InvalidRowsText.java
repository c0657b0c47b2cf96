package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.run.compare.NamedInvalidRow;
import java.util.List;

/** The first rows that could not be read or mapped, a line each, for people. */
final class InvalidRowsText {
    private static final int SHOWN = 20;

    private InvalidRowsText() {}

    /**
     * Their lines.
     *
     * @param all how many there are, named or not
     * @param more where others are named, half a sentence
     */
    static TextLines of(List<NamedInvalidRow> rows, long all, String more) {
        TextLines text = new TextLines(10);
        rows.stream().limit(SHOWN).forEach(row -> text.line("      %s", row.text()));
        if (all > SHOWN) {
            text.line("      and %s; %s", Quantity.of(all - SHOWN, "other"), more);
        }
        return text;
    }
}
