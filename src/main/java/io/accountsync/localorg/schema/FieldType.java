package io.accountsync.localorg.schema;

import java.util.Locale;

/** The field types of an object's describe that the local org knows, with the SOAP type that describe names for each. */
public enum FieldType {
    ID("tns:ID"),
    STRING("xsd:string"),
    TEXTAREA("xsd:string"),
    PICKLIST("xsd:string"),
    MULTIPICKLIST("xsd:string"),
    EMAIL("xsd:string"),
    PHONE("xsd:string"),
    URL("xsd:string"),
    REFERENCE("tns:ID"),
    BOOLEAN("xsd:boolean"),
    INT("xsd:int"),
    DOUBLE("xsd:double"),
    CURRENCY("xsd:double"),
    PERCENT("xsd:double"),
    DATE("xsd:date"),
    DATETIME("xsd:dateTime"),
    TIME("xsd:time"),
    ADDRESS("urn:address");

    private final String soapType;

    FieldType(String soapType) {
        this.soapType = soapType;
    }

    /** The {@code type} of describe, such as {@code multipicklist}. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The {@code soapType} of describe, such as {@code xsd:string}. */
    public String soapType() {
        return soapType;
    }

    /** Whether values are text that Salesforce trims and measures against the field's length. */
    public boolean isText() {
        return switch (this) {
            case STRING, TEXTAREA, PICKLIST, MULTIPICKLIST, EMAIL, PHONE, URL -> true;
            default -> false;
        };
    }

    /** Whether values are numbers with decimals; {@link #INT} is not among them. */
    public boolean isDecimal() {
        return this == DOUBLE || this == CURRENCY || this == PERCENT;
    }

    /** Whether values are numbers of any kind. */
    public boolean isNumber() {
        return this == INT || isDecimal();
    }

    /** The type that describe calls {@code apiName}; IllegalArgumentException when the local org does not know it. */
    public static FieldType of(String apiName) {
        return valueOf(apiName.toUpperCase(Locale.ROOT));
    }
}
