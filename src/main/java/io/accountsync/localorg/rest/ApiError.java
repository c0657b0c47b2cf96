package io.accountsync.localorg.rest;

import java.util.List;
import java.util.Map;

/**
 * One element of the array that REST calls answer for an error.
 *
 * @param fields empty when none are named
 * @param duplicateResult what a duplicate rule found, null for other errors
 */
public record ApiError(String errorCode, String message, List<String> fields, Map<String, Object> duplicateResult) {

    public ApiError {
        fields = List.copyOf(fields);
    }

    /** An error of any kind but a duplicate rule's. */
    public ApiError(String errorCode, String message, List<String> fields) {
        this(errorCode, message, fields, null);
    }
}
