package io.accountsync.status;

import io.accountsync.mapping.Payload;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncCursors;

/** The keys of rejected records for people, with the External ID as the source has it as far as the state knows it. */
public final class RejectedKeys {
    private final String externalId;

    public RejectedKeys(StateDatabase database, String sync) {
        this.externalId =
                new SyncCursors(database).find(sync).map(SyncCursor::externalId).orElse(null);
    }

    /** The key of one; what an earlier version noted without External ID is known by its payload. */
    public WrittenKey of(RejectedRecord record) {
        return record.externalId() == null && externalId != null
                ? WrittenKey.of(record.key(), Payload.of(record.payload()), externalId)
                : new WrittenKey(record.key(), record.externalId());
    }
}
