package io.accountsync.localorg.data;

import java.util.List;

/**
 * What became of one merge.
 *
 * @param id the record that all others were merged into, null when it was refused
 * @param mergedIds those others
 * @param updatedRelatedIds children that they had
 * @param errors empty exactly when all was done
 */
public record MergeResult(String id, List<String> mergedIds, List<String> updatedRelatedIds, List<RecordError> errors) {

    public MergeResult {
        mergedIds = List.copyOf(mergedIds);
        updatedRelatedIds = List.copyOf(updatedRelatedIds);
        errors = List.copyOf(errors);
    }

    static MergeResult refused(RecordError... errors) {
        return new MergeResult(null, List.of(), List.of(), List.of(errors));
    }

    /** Whether all was done. */
    public boolean success() {
        return errors.isEmpty();
    }
}
