package io.accountsync.mapping;

import io.accountsync.config.Sentence;
import java.util.TreeSet;

/**
 * A row that cannot become a payload. It is counted as invalid and the run goes on. The message names the field and the
 * remedy and describes a value only by its type or length, never by its contents.
 */
public final class InvalidRowException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String UNAVAILABLE = "UNAVAILABLE";

    private final String code;
    private final String field;
    private final boolean isOfType;

    public InvalidRowException(String code, String field, String message) {
        this(code, field, message, true);
    }

    private InvalidRowException(String code, String field, String message, boolean isOfType) {
        // One is thrown for each bad row of a large file: no stack trace.
        super(Sentence.open(message), null, false, false);
        this.code = code;
        this.field = field;
        this.isOfType = isOfType;
    }

    /** Of a value whose type is right, so that no cast in the source query helps; the message says what does. */
    static InvalidRowException ofValue(String code, String field, String message) {
        return new InvalidRowException(code, field, message, false);
    }

    /** Of a column whose value did not come with the change, so that the row can be sent without the fields that need it only. */
    static InvalidRowException ofUnavailable(String column) {
        return ofValue(
                UNAVAILABLE,
                null,
                "the column " + column
                        + " did not come with the change, since its value is large and did not change, and the row"
                        + " cannot be judged without it; set REPLICA IDENTITY FULL on the table, with which it comes");
    }

    /** The same of a column that the table of the change does not have. */
    static InvalidRowException ofAbsent(String column) {
        return ofValue(
                UNAVAILABLE,
                null,
                "the change has no column " + column
                        + ", and the row cannot be judged without it; was it renamed or dropped? Correct"
                        + " the mapping or the table");
    }

    /** Of a change that says that a row is gone, and not which one. */
    static InvalidRowException ofDeletion(Mapping mapping) {
        return new InvalidRowException(
                "KEY_MISSING",
                mapping.externalId(),
                "the deletion does not say " + String.join(", ", new TreeSet<>(mapping.keyColumns()))
                        + ", which the External ID is made of: the source leaves it out of deletions (as by the REPLICA IDENTITY of a table), or"
                        + " the column was renamed or dropped; have deletions tell it, or correct the mapping, and have all rows compared"
                        + " (run --compare-all)");
    }

    /** Whether it is one of {@link #ofUnavailable} or {@link #ofAbsent}. */
    boolean isUnavailable() {
        return code.equals(UNAVAILABLE);
    }

    /** Whether another type of the column may help. */
    boolean isOfType() {
        return isOfType;
    }

    /** A short constant such as {@code KEY_MISSING} or {@code TOO_LONG}. */
    public String code() {
        return code;
    }

    /** The target field, or null when the row as a whole is at fault. */
    public String field() {
        return field;
    }
}
