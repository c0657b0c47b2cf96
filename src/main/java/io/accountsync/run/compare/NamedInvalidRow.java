package io.accountsync.run.compare;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.WrittenKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A row that makes no payload, for whoever must correct it. Holds no value of the row but its key.
 *
 * @param key what it is known by; null for a row without a key
 * @param externalId the key as the source has it; null where that is not known
 * @param place file and line, or which of all rows of the source it is
 * @param code a short constant such as {@code TOO_LONG}
 * @param field the target field; null when the row as a whole is at fault
 * @param reason a sentence
 */
public record NamedInvalidRow(String key, String externalId, String place, String code, String field, String reason) {
    /** In one line. */
    public String text() {
        return (key == null ? "a row without key" : new WrittenKey(key, externalId).text())
                + (field == null ? "" : ", " + field) + ": " + reason + " (" + place + ")";
    }

    /**
     * The first of them for a page, and how many others there are.
     *
     * @param all how many there are, named or not
     */
    public static List<String> lines(List<NamedInvalidRow> rows, long all, int most) {
        List<String> lines = new ArrayList<>(
                rows.stream().limit(most).map(NamedInvalidRow::text).toList());
        if (all > lines.size()) {
            lines.add("And " + Quantity.of(all - lines.size(), "other")
                    + "; account-sync reconcile --json names more of them");
        }
        return lines;
    }
}
