package io.accountsync.mapping;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * The names that a field has in payloads, as the bytes that JSON has for them: made once and not for each row.
 *
 * @param name see {@link BoundField#name}
 * @param cleared see {@link BoundField#clearName}
 * @param lookup see {@link BoundField#lookup}; null for a field that is none
 */
record JsonNames(SerializableString name, SerializableString cleared, SerializableString lookup) {
    static JsonNames of(String name, String cleared, String lookup) {
        return new JsonNames(
                new SerializedString(name),
                new SerializedString(cleared),
                lookup == null ? null : new SerializedString(lookup));
    }
}
