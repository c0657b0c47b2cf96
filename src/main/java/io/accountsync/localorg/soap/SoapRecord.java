package io.accountsync.localorg.soap;

import io.accountsync.localorg.data.Conversion;
import io.accountsync.localorg.data.RecordDraft;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import org.w3c.dom.Element;

/** A record in a message: its object in {@code type} or {@code xsi:type}, its fields, and in {@code fieldsToNull} those to clear. */
final class SoapRecord {

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private SoapRecord() {}

    static RecordDraft draft(Schema schema, Element record) {
        RecordDraft draft = new RecordDraft(type(schema, record));
        for (Element member : SoapMessage.children(record, null)) {
            String name = member.getLocalName();
            String text = SoapMessage.text(member);
            switch (name) {
                case "type" -> {}
                case "Id" -> draft.withId(text);
                case "fieldsToNull" -> draft.set(field(draft.type(), text), null);
                default -> set(draft, field(draft.type(), name), text);
            }
        }
        return draft;
    }

    private static SObjectType type(Schema schema, Element record) {
        String name = SoapMessage.texts(record, "type").stream()
                .findFirst()
                .orElseGet(() -> record.getAttributeNS(XSI, "type"));
        SObjectType type = schema.type(name.substring(name.indexOf(':') + 1));
        if (type == null) {
            throw SoapFaultException.of("INVALID_TYPE", "sObject type '" + name + "' is not supported.");
        }
        return type;
    }

    private static Field field(SObjectType type, String name) {
        Field field = type.field(name);
        if (field == null) {
            throw SoapFaultException.of(
                    "INVALID_FIELD", "No such column '" + name + "' on entity '" + type.name() + "'");
        }
        return field;
    }

    private static void set(RecordDraft draft, Field field, String text) {
        Object value = text.isEmpty() ? null : Conversion.ofCsv(field, text);
        if (value == Conversion.UNFIT) {
            throw SoapFaultException.client("'" + text + "' is not a valid value for the type "
                    + field.type().soapType());
        }
        if (value != null) {
            draft.set(field, value);
        }
    }
}
