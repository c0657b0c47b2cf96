package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.RecordError;
import java.util.List;

/** Ends a call with an HTTP status and Salesforce's array of errors. */
public final class RestException extends RuntimeException {

    private final int status;
    private final transient List<ApiError> errors;

    /** @param errors at least one */
    public RestException(int status, List<ApiError> errors) {
        super(errors.get(0).errorCode() + ": " + errors.get(0).message(), null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    /** With a single error. */
    public RestException(int status, String errorCode, String message, String... fields) {
        this(status, List.of(new ApiError(errorCode, message, List.of(fields))));
    }

    /** 400 for a single record that was rejected. */
    public static RestException refused(List<RecordError> errors) {
        return new RestException(
                errors.get(0).statusCode().equals("INSUFFICIENT_ACCESS_OR_READONLY") ? 403 : 400,
                errors.stream()
                        .map(error -> new ApiError(
                                error.statusCode(), error.message(), error.fields(), error.duplicateResult()))
                        .toList());
    }

    /** 400 with a single error. */
    public static RestException badRequest(String errorCode, String message, String... fields) {
        return new RestException(400, errorCode, message, fields);
    }

    /** 404 as Salesforce answers it for a path or record that is not there. */
    public static RestException notFound() {
        return new RestException(404, "NOT_FOUND", "The requested resource does not exist");
    }

    /** 405 for a method that a path does not take. */
    static RestException methodNotAllowed(String method, String allowed) {
        return new RestException(
                405, "METHOD_NOT_ALLOWED", "HTTP Method '" + method + "' not allowed. Allowed are " + allowed);
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** What the answer's array holds. */
    public List<ApiError> errors() {
        return errors;
    }
}
