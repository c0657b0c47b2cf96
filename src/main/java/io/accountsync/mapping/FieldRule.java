package io.accountsync.mapping;

import java.util.Map;

/**
 * What a person writes about one target field. {@code value} is a Camel Simple expression over the row, text around such
 * expressions, or a constant; the other options are explained in {@code docs/mapping.md}.
 */
public final class FieldRule {
    private String value;
    private String lookup;
    private ReferenceRule reference;
    private String whenEmpty = "keep";
    private Map<String, String> translate;
    private String translateFile;
    private String defaultValue;
    private String tooLong = "reject";
    private String write = "always";
    private String join;
    private String dateFormat;
    private String decimal;

    static FieldRule of(Object value) {
        FieldRule rule = new FieldRule();
        rule.setValue(value == null ? null : value.toString());
        return rule;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    /**
     * External ID field of the record that this relationship points to, perhaps with its object before it ({@code
     * Account.Customer_Id__c}); null for an ordinary field.
     */
    public String getLookup() {
        return lookup;
    }

    public void setLookup(String lookup) {
        this.lookup = lookup;
    }

    /** How the record is found whose id this reference field takes; null for a field that takes the value itself. */
    public ReferenceRule getReference() {
        return reference;
    }

    public void setReference(ReferenceRule reference) {
        this.reference = reference;
    }

    /** {@code keep} (the field is not sent) or {@code clear} (it is set to null). */
    public String getWhenEmpty() {
        return whenEmpty;
    }

    public void setWhenEmpty(String whenEmpty) {
        this.whenEmpty = whenEmpty;
    }

    /**
     * Source value to Salesforce value; a value that the table lacks takes {@code default}, or makes the row invalid. Dashes
     * in source values do not count, since Camel drops them from YAML keys.
     */
    public Map<String, String> getTranslate() {
        return translate;
    }

    public void setTranslate(Map<String, String> translate) {
        this.translate = translate;
    }

    /**
     * A CSV file of two columns, source value and Salesforce value, for tables too long for YAML or with dots in their
     * source values; relative to the working directory.
     */
    public String getTranslateFile() {
        return translateFile;
    }

    public void setTranslateFile(String translateFile) {
        this.translateFile = translateFile;
    }

    /** An expression for rows whose value is empty or has no translation. */
    public String getDefault() {
        return defaultValue;
    }

    public void setDefault(String defaultValue) {
        this.defaultValue = defaultValue;
    }

    /** {@code reject} (the row is invalid) or {@code truncate}. */
    public String getTooLong() {
        return tooLong;
    }

    public void setTooLong(String tooLong) {
        this.tooLong = tooLong;
    }

    /** {@code always}, {@code onCreate} (only new records get the field) or {@code ifBlank} (only while it is empty there). */
    public String getWrite() {
        return write;
    }

    public void setWrite(String write) {
        this.write = write;
    }

    /** How texts write a date, such as {@code dd.MM.yyyy}, as Java's DateTimeFormatter has it; null for ISO 8601. */
    public String getDateFormat() {
        return dateFormat;
    }

    public void setDateFormat(String dateFormat) {
        this.dateFormat = dateFormat;
    }

    /** What stands before the fraction of a number in a text: {@code point} or {@code comma}; null for a point. */
    public String getDecimal() {
        return decimal;
    }

    public void setDecimal(String decimal) {
        this.decimal = decimal;
    }

    /** What stands between the entries of a list that goes into a text; null for none, and a list then makes the row invalid. */
    public String getJoin() {
        return join;
    }

    public void setJoin(String join) {
        this.join = join;
    }
}
