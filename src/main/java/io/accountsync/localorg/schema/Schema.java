package io.accountsync.localorg.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The objects of one org. */
public final class Schema {

    /** Salesforce's object Name: what all objects have in common that a lookup to several may point to. */
    private static final ObjectSpec NAME = new ObjectSpec(
            "Name",
            "Name",
            "Names",
            "",
            Set.of(),
            List.of(
                    FieldSpec.of("Id", FieldType.ID),
                    FieldSpec.text("Type", 80),
                    FieldSpec.text("Name", 255),
                    FieldSpec.text("FirstName", 40),
                    FieldSpec.text("LastName", 80),
                    FieldSpec.text("Alias", 8),
                    FieldSpec.text("Username", 80),
                    FieldSpec.text("Title", 128),
                    FieldSpec.email("Email"),
                    FieldSpec.phone("Phone"),
                    FieldSpec.checkbox("IsActive")),
            List.of());

    private final SObjectType nameObject = new SObjectType(NAME);
    private final Map<String, SObjectType> byFoldedName = new LinkedHashMap<>();
    private final Map<String, SObjectType> byKeyPrefix = new HashMap<>();
    private final Map<SObjectType, List<ChildRelationship>> children = new IdentityHashMap<>();

    /** A reference field of an object, seen from an object that it may point to. */
    public record ChildRelationship(SObjectType child, Field field) {}

    /** @param objects with distinct names and key prefixes */
    public Schema(List<ObjectSpec> objects) {
        for (ObjectSpec object : objects) {
            SObjectType type = new SObjectType(object);
            byFoldedName.put(fold(object.name()), type);
            byKeyPrefix.put(object.keyPrefix(), type);
        }
        for (SObjectType child : types()) {
            for (Field field : child.fields()) {
                for (String parent : field.spec().reference().to()) {
                    SObjectType known = type(parent);
                    if (known != null) {
                        children.computeIfAbsent(known, any -> new ArrayList<>())
                                .add(new ChildRelationship(child, field));
                    }
                }
            }
        }
    }

    /** The fields of all objects that may point to records of that object. */
    public List<ChildRelationship> children(SObjectType parent) {
        return children.getOrDefault(parent, List.of());
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

    /**
     * The object that queries see behind a field which may point to several objects. It has no records of its own: a record's
     * value is that of the field of the same name of the record that is pointed to, and {@code Type} is that one's object.
     */
    public SObjectType nameObject() {
        return nameObject;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
