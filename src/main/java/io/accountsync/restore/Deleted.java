package io.accountsync.restore;

import io.accountsync.mapping.WrittenKey;
import io.accountsync.state.Deletion;

/** A record that the state knows as deleted. */
record Deleted(Deletion deletion) {
    String key() {
        return deletion.key();
    }

    String id() {
        return deletion.salesforceId();
    }

    WrittenKey written() {
        return new WrittenKey(deletion.key(), deletion.externalId());
    }

    /** The External ID as it is sent. */
    String externalId() {
        return deletion.externalId() == null ? deletion.key() : deletion.externalId();
    }
}
