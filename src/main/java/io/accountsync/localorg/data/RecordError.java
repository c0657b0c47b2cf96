package io.accountsync.localorg.data;

import java.util.List;
import java.util.Map;

/**
 * Why one record was refused, as Salesforce words it.
 *
 * @param statusCode such as {@code REQUIRED_FIELD_MISSING}; single-record calls name it {@code errorCode}
 * @param fields API names of the fields concerned, empty when the error is about the record as a whole
 * @param duplicateResult what a duplicate rule found, as Salesforce's JSON has it; null for other errors
 */
public record RecordError(String statusCode, String message, List<String> fields, Map<String, Object> duplicateResult) {

    public RecordError {
        fields = List.copyOf(fields);
    }

    /** An error of any kind but a duplicate rule's. */
    public RecordError(String statusCode, String message, List<String> fields) {
        this(statusCode, message, fields, null);
    }

    /** An error of any kind but a duplicate rule's. */
    public static RecordError of(String statusCode, String message, String... fields) {
        return new RecordError(statusCode, message, List.of(fields));
    }
}
