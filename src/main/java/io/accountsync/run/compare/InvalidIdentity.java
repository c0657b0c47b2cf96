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
 * @param recordKey the key of the record that the row is about; null where the row has none that Salesforce could have
 * @param hasKey whether the key is a value of the External ID's column, and does not only stand for the row's contents
 */
record InvalidIdentity(String key, String externalId, String recordKey, boolean hasKey) {
    /**
     * The row's key; where it is none that Salesforce could have, as the source has it; else its contents. It is never the key of
     * another row: of rows with one key the newest counts.
     */
    static InvalidIdentity of(RowMapper mapper, Map<String, ?> row) {
        String recordKey = mapper.keyOf(row);
        String key = recordKey == null ? mapper.rowKeys().invalidOf(row) : recordKey;
        return key == null
                ? ofHash(RowHash.of(row))
                : new InvalidIdentity(RowIdentity.ofKey(key), mapper.rowKeys().externalIdOf(row), recordKey, true);
    }

    /** Its contents, or its place. */
    static InvalidIdentity of(MalformedRow row) {
        return ofHash(row.hash() == null ? RowIdentity.hash(row.place() + ": " + row.reason()) : row.hash());
    }

    private static InvalidIdentity ofHash(String hash) {
        return new InvalidIdentity(RowIdentity.ofHash(hash), null, null, false);
    }

    /** The key for people. */
    WrittenKey written() {
        return new WrittenKey(key, externalId);
    }
}
