package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import java.util.ArrayList;
import java.util.List;

/** One record between being matched and being written: what is wanted, the row it will change, and what is wrong. */
final class PendingSave {

    final RecordDraft draft;
    /** The row to change; null while it is to be created. */
    Row row;

    /** The value of the upsert key in the form in which it is compared, null when there is none. */
    String key;

    /** The field to set on a new person account, null for all other records. */
    Field person;

    private List<RecordError> errors = List.of();

    PendingSave(RecordDraft draft) {
        this.draft = draft;
        draft.problems().forEach(this::refuse);
    }

    boolean creates() {
        return row == null;
    }

    void refuse(RecordError error) {
        if (errors.isEmpty()) {
            errors = new ArrayList<>(1);
        }
        errors.add(error);
    }

    boolean refused() {
        return !errors.isEmpty();
    }

    List<RecordError> errors() {
        return errors;
    }
}
