package io.accountsync.localorg.data;

import java.util.List;

/**
 * What became of one record of a call.
 *
 * @param id 18 characters; null for a refused record that does not exist
 * @param created whether this call made the record
 * @param errors empty exactly when the record was saved
 */
public record SaveResult(String id, boolean created, List<RecordError> errors) {

    private static final RecordError ROLLED_BACK = RecordError.of(
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using AllOrNone header");

    /** For a record that is as it was wanted now. */
    public static SaveResult saved(String id, boolean created) {
        return new SaveResult(id, created, List.of());
    }

    /** For a record that was left as it was; id null when there is none. */
    public static SaveResult refused(String id, List<RecordError> errors) {
        return new SaveResult(id, false, List.copyOf(errors));
    }

    /** For a valid record of a call that asked for all or none, when another record was refused. */
    public static SaveResult rolledBack() {
        return refused(null, List.of(ROLLED_BACK));
    }

    /** Whether the record was saved. */
    public boolean success() {
        return errors.isEmpty();
    }
}
