package io.accountsync.localorg.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.ParentLink;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import io.accountsync.localorg.schema.Schema.ChildRelationship;
import java.io.IOException;
import java.util.List;

/** The {@code childRelationships} of describe: which fields point to an object, and what becomes of their records with it. */
final class ChildDescribe {

    private ChildDescribe() {}

    static void write(JsonGenerator out, Schema schema, SObjectType parent) throws IOException {
        out.writeArrayFieldStart("childRelationships");
        for (ChildRelationship relationship : schema.children(parent)) {
            SObjectType child = relationship.child();
            Field field = relationship.field();
            out.writeStartObject();
            out.writeBooleanField("cascadeDelete", cascades(field));
            out.writeStringField("childSObject", child.name());
            out.writeBooleanField("deprecatedAndHidden", false);
            out.writeStringField("field", field.name());
            out.writeObjectField("junctionIdListNames", List.of());
            out.writeObjectField("junctionReferenceTo", List.of());
            out.writeStringField("relationshipName", name(parent, child, field));
            out.writeBooleanField("restrictedDelete", field.link() == ParentLink.RESTRICTED);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Whether the child is deleted with its parent. */
    static boolean cascades(Field field) {
        return field.link() == ParentLink.CASCADING || field.link() == ParentLink.MASTER_DETAIL;
    }

    private static String name(SObjectType parent, SObjectType child, Field field) {
        String children = child.spec().labelPlural().replace(' ', '_');
        if (field.custom()) {
            return children + "__r";
        }
        if (parent == child && field.pointsToMortals()) {
            return "Child" + children;
        }
        boolean main = field.name().equals(parent.name() + "Id")
                || field.name().equals("WhatId")
                || field.name().equals("WhoId");
        return main ? children : null;
    }
}
