package io.accountsync.run.deletions;

import io.accountsync.run.gone.GoneRow;
import io.accountsync.state.Deletion;

/**
 * A record that is to be deleted.
 *
 * @param refusedFor the code that its deletion was refused with before; null where it never was
 */
record Candidate(GoneRow row, String refusedFor) {
    /** One that is tried again. */
    static Candidate of(Deletion before) {
        return new Candidate(
                new GoneRow(
                        before.key(), before.salesforceId(), before.createdByUs(), GoneRow.How.valueOf(before.how())),
                before.code());
    }

    String key() {
        return row.key();
    }

    String id() {
        return row.salesforceId();
    }
}
