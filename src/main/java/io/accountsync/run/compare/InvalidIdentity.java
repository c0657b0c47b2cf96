package io.accountsync.run.compare;

import io.accountsync.mapping.RowMapper;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.RowHash;
import io.accountsync.state.RowIdentity;
import java.util.Map;

/**
 * What a row that could not be mapped is known by, from one run to the next.
 *
 * @param key as the state has it
 * @param externalId the key as the source has it; null when the row has none
 * @param hasKey whether that is a value of the External ID's column, and does not only stand for the row's contents
 */
record InvalidIdentity(String key, String externalId, boolean hasKey) {
    /** The row's key; where it is none that Salesforce could have, as it stands at the source; else its contents. */
    static InvalidIdentity of(RowMapper mapper, Map<String, ?> row) {
        String key = mapper.keyOf(row);
        if (key == null) {
            key = mapper.rawKeyOf(row);
        }
        return key == null
                ? new InvalidIdentity(RowIdentity.ofHash(RowHash.of(row)), null, false)
                : new InvalidIdentity(RowIdentity.ofKey(key), mapper.externalIdOf(row), true);
    }

    /** The key for people. */
    WrittenKey written() {
        return new WrittenKey(key, externalId);
    }

    /** Its contents, or its place. */
    static InvalidIdentity of(MalformedRow row) {
        String hash = row.hash() == null ? RowIdentity.hash(row.place() + ": " + row.reason()) : row.hash();
        return new InvalidIdentity(RowIdentity.ofHash(hash), null, false);
    }
}
