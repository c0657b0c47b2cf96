package io.accountsync.run.compare;

import io.accountsync.mapping.MappedRecord;
import io.accountsync.state.Unresolved;

/**
 * A row of the page that is compared.
 *
 * @param sequence its number by {@link RowPlaces}
 * @param unresolved the reason why it cannot be sent, or null
 */
record ComparedRow(MappedRecord record, long sequence, Unresolved.Reason unresolved) {
    String key() {
        return record.key();
    }
}
