package io.accountsync.mapping;

import io.accountsync.config.Sentence;

/**
 * A row that cannot become a payload. It is counted as invalid and the run goes on. The message names the field and the
 * remedy and describes a value only by its type or length, never by its contents.
 */
public final class InvalidRowException extends Exception {
    private static final long serialVersionUID = 1L;

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
