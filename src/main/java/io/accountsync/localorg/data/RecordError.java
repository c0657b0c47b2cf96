package io.accountsync.localorg.data;

import java.util.List;

/**
 * Why one record was refused, as Salesforce words it.
 *
 * @param statusCode such as {@code REQUIRED_FIELD_MISSING}; single-record calls name it {@code errorCode}
 * @param fields API names of the fields concerned, empty when the error is about the record as a whole
 */
public record RecordError(String statusCode, String message, List<String> fields) {

    public RecordError {
        fields = List.copyOf(fields);
    }

    public static RecordError of(String statusCode, String message, String... fields) {
        return new RecordError(statusCode, message, List.of(fields));
    }
}
