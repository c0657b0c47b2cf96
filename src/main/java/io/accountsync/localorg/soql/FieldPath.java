package io.accountsync.localorg.soql;

import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import io.accountsync.localorg.soql.Query.Name;
import java.util.ArrayList;
import java.util.List;

/** A field reached from a query's object through any number of parents, such as {@code Account.Parent.Name}. */
record FieldPath(List<Field> references, Field field) {

    private static final String HINT = " Please reference your WSDL or the describe call for the appropriate names.";

    static FieldPath resolve(Schema schema, SObjectType from, Query query, Name name) {
        String[] steps = name.text().split("\\.");
        int first = steps.length > 1 && steps[0].equalsIgnoreCase(from.name()) && from.referenceFor(steps[0]) == null
                ? 1
                : 0;
        SObjectType type = from;
        List<Field> references = new ArrayList<>();
        for (int i = first; i < steps.length - 1; i++) {
            Field reference = type.referenceFor(steps[i]);
            SObjectType parent = reference == null ? null : parent(schema, reference);
            if (parent == null) {
                throw SoqlException.at(
                        "INVALID_FIELD",
                        query.text(),
                        name.position(),
                        "Didn't understand relationship '" + steps[i]
                                + "' in field path. If you are attempting to use a custom relationship, be sure to"
                                + " append the '__r' after the custom relationship name." + HINT);
            }
            references.add(reference);
            type = parent;
        }
        return new FieldPath(List.copyOf(references), field(type, query, name, steps[steps.length - 1]));
    }

    private static SObjectType parent(Schema schema, Field reference) {
        List<String> to = reference.spec().reference().to();
        return to.size() > 1 ? schema.nameObject() : schema.type(to.get(0));
    }

    /** The value at the end of the path; null also when a parent on the way is missing. */
    Object value(RecordView record) {
        RecordView end = record;
        for (Field reference : references) {
            end = end.parent(reference);
            if (end == null) {
                return null;
            }
        }
        return end.value(field);
    }

    private static Field field(SObjectType type, Query query, Name name, String step) {
        Field field = type.field(step);
        if (field == null) {
            throw SoqlException.at(
                    "INVALID_FIELD",
                    query.text(),
                    name.position(),
                    "No such column '" + step + "' on entity '" + type.name()
                            + "'. If you are attempting to use a custom field, be sure to append the '__c' after the"
                            + " custom field name." + HINT);
        }
        return field;
    }
}
