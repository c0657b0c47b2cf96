package io.accountsync.localorg.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The objects of one org. */
public final class Schema {

    private final Map<String, SObjectType> byFoldedName = new LinkedHashMap<>();
    private final Map<String, SObjectType> byKeyPrefix = new HashMap<>();

    /** @param objects with distinct names and key prefixes */
    public Schema(List<ObjectSpec> objects) {
        for (ObjectSpec object : objects) {
            SObjectType type = new SObjectType(object);
            byFoldedName.put(fold(object.name()), type);
            byKeyPrefix.put(object.keyPrefix(), type);
        }
    }

    /** In the order in which they were defined. */
    public Collection<SObjectType> types() {
        return byFoldedName.values();
    }

    /** The object of that API name, letters without case, or null. */
    public SObjectType type(String name) {
        return byFoldedName.get(fold(name));
    }

    /** The object whose records' ids begin like this id, or null. */
    public SObjectType typeOfId(String id) {
        return id.length() < 3 ? null : byKeyPrefix.get(id.substring(0, 3));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
