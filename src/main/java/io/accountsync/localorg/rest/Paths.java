package io.accountsync.localorg.rest;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;

/** Objects and fields named in a call's path. */
final class Paths {

    private Paths() {}

    /** 404 when there is no such object. */
    static SObjectType type(Schema schema, String name) {
        SObjectType type = schema.type(name);
        if (type == null) {
            throw RestException.notFound();
        }
        return type;
    }

    /** 404 when the field does not exist or records cannot be upserted by it. */
    static Field upsertKey(SObjectType type, String name) {
        Field key = type.field(name);
        if (key == null || !key.upsertKey()) {
            throw new RestException(
                    404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + name);
        }
        return key;
    }
}
