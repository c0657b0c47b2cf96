package io.accountsync.run.compare;

import io.accountsync.config.Finding;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.Mapping;
import io.accountsync.source.ReplacementCharacter;
import java.util.List;

/**
 * Rows with the character that decoders write for bytes that are no text. Nobody knows whether it came so late, or stands in the source
 * since somebody else lost a letter: so the rows are sent, and it is said that there are some. For one thread.
 */
public final class ReplacedTexts {
    private final Mapping mapping;
    private long rows;
    private String field;
    private String key;

    public ReplacedTexts(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Takes the next row; costs nothing where it has none. */
    public void see(ReadRow row) {
        if (row instanceof ReadRow.Mapped mapped && mapped.mapped().replacedIn() != null) {
            add(row, mapped.mapped().replacedIn());
        } else if (row instanceof ReadRow.Tombstone tombstone
                && ReplacementCharacter.isIn(tombstone.mapped().key())) {
            add(row, mapping.externalId());
        }
    }

    private void add(ReadRow row, String first) {
        if (rows++ == 0) {
            field = first;
            key = row.key(mapping);
        }
    }

    /** A warning about the field of the first one; none where there is none. */
    public List<Finding> findings() {
        return rows == 0
                ? List.of()
                : List.of(Finding.warning(
                        mapping.file(),
                        field,
                        "has lost letters in the row of " + key
                                + (rows == 1 ? "" : ", the first of " + Quantity.of(rows, "such row"))
                                + ": U+FFFD is where bytes were not text in the encoding by which they were read, here or before; "
                                + "correct it at the source, or name the encoding that the text has where it is read"));
    }
}
