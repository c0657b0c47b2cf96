package io.accountsync.mapping;

import java.util.Map;
import java.util.Optional;

/** What the rows of a sync have in the place of their key, be it valid or not. */
public final class RowKeys {
    private final BoundField field;
    private final RecordKeys keys;

    /**
     * @param field the External ID of the sync
     * @param keys how the org compares its values
     */
    RowKeys(BoundField field, RecordKeys keys) {
        this.field = field;
        this.keys = keys;
    }

    /** The External ID of the sync. */
    BoundField field() {
        return field;
    }

    /** The key of a row; null when it has none that is valid. */
    String of(Map<String, ?> row) {
        try {
            Object converted = field.valueOf(row);
            return converted == null ? null : normalised(converted);
        } catch (InvalidRowException e) {
            return null;
        }
    }

    /** The key for an External ID that comes as text; null when it cannot be one. */
    String ofText(String externalId) {
        try {
            Object converted = field.convert(externalId);
            return converted == null ? null : normalised(converted);
        } catch (InvalidRowException e) {
            return null;
        }
    }

    /**
     * What stands in the place of the key of a row that has none which is valid: the text of its External ID, folded as keys are, with
     * any character that makes it another key than a valid one. Null when there is none, or it is the key of other rows.
     */
    public String invalidOf(Map<String, ?> row) {
        String written = externalIdOf(row);
        return written == null || ofText(written) != null ? null : keys.folded(written);
    }

    /**
     * The text of a row's External ID, without the blanks around it that do not count; null when there is none, or not a single
     * value.
     */
    public String externalIdOf(Map<String, ?> row) {
        try {
            Object value = field.mapping().valueFor(row);
            String text = value == null ? "" : Blanks.without(Texts.of(field.name(), value));
            return text.isBlank() ? null : text;
        } catch (InvalidRowException e) {
            return null;
        }
    }

    /** Why an External ID that comes as text cannot be a key; empty when it can. */
    public Optional<String> mistakeIn(String externalId) {
        try {
            return field.convert(externalId) == null ? Optional.of("it is empty") : Optional.empty();
        } catch (InvalidRowException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The key for a converted value. */
    String normalised(Object converted) {
        return keys.ofConverted(converted);
    }
}
