package io.accountsync.localorg.rest;

import java.util.List;

/** One element of the array that REST calls answer for an error; {@code fields} empty means that none are named. */
public record ApiError(String errorCode, String message, List<String> fields) {

    public ApiError {
        fields = List.copyOf(fields);
    }
}
