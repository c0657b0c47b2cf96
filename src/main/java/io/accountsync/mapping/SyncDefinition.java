package io.accountsync.mapping;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a person writes about one sync: the bean in {@code routes/<sync>.camel.yaml}. Camel binds the YAML properties to
 * these setters; {@link Mapping#compile} checks and compiles them.
 */
public final class SyncDefinition {
    private String object;
    private String externalId;
    private String cursor;
    private String cursorType = "timestamp";
    private String match;
    private String after;
    private String operation = Operation.UPSERT.word();
    private String whenGone;
    private Map<String, FieldRule> fields = new LinkedHashMap<>();
    private String whenRowGone = WhenRowGone.IGNORE.word();
    private String deletedWhen;
    private Map<String, String> flag;
    private String deleteAdopted = "false";
    private SyncForm form = SyncForm.UNKNOWN;

    /** API name of the Salesforce object, such as {@code Account}. */
    public String getObject() {
        return object;
    }

    public void setObject(String object) {
        this.object = object;
    }

    /** API name of the External ID field that records are matched by; it must be among the mapped fields. */
    public String getExternalId() {
        return externalId;
    }

    public void setExternalId(String externalId) {
        this.externalId = externalId;
    }

    /** The column that grows when a row changes; null to read and compare every row in each run. */
    public String getCursor() {
        return cursor;
    }

    public void setCursor(String cursor) {
        this.cursor = cursor;
    }

    /** What the cursor column holds: {@code timestamp} (default), {@code date} or {@code integer}. */
    public String getCursorType() {
        return cursorType;
    }

    public void setCursorType(String cursorType) {
        this.cursorType = cursorType;
    }

    /**
     * The rules by which {@code adopt} matches records of the org to rows, the best first, with commas between them; null
     * without any. One text, since Camel binds no lists: {@link SyncBeanReader} joins one.
     */
    public String getMatch() {
        return match;
    }

    public void setMatch(String match) {
        this.match = match;
    }

    /** What Salesforce is to do with rows: {@code upsert} (default), {@code update} or {@code create}. */
    public String getOperation() {
        return operation;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    /**
     * The names of the syncs that this one follows, such as those of parents, with commas between them; null without any.
     * One text for the same reason.
     */
    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }

    /**
     * What becomes of a row whose record is gone in Salesforce: {@code recreate} (which null means), {@code reject} or {@code
     * followMerge}.
     */
    public String getWhenGone() {
        return whenGone;
    }

    public void setWhenGone(String whenGone) {
        this.whenGone = whenGone;
    }

    /**
     * The mapping, by API name of the target field. Camel binds plain {@code Name: "${body[name]}"} entries as strings,
     * by erasure, and {@code fields[Name]: {...}} entries as rules: read values through {@link #rules()} only.
     */
    public Map<String, FieldRule> getFields() {
        return fields;
    }

    public void setFields(Map<String, FieldRule> fields) {
        // A flat "fields:" may be bound after "fields[X]:" entries; neither may drop the other.
        Map<String, FieldRule> all = new LinkedHashMap<>(fields);
        all.putAll(this.fields);
        this.fields = all;
    }

    /** What becomes of a record whose row is gone: {@code ignore} (default), {@code flag} or {@code delete}. */
    public String getWhenRowGone() {
        return whenRowGone;
    }

    public void setWhenRowGone(String whenRowGone) {
        this.whenRowGone = whenRowGone;
    }

    /** A condition in Camel Simple that is true of rows whose records are gone; null where no row says so. */
    public String getDeletedWhen() {
        return deletedWhen;
    }

    public void setDeletedWhen(String deletedWhen) {
        this.deletedWhen = deletedWhen;
    }

    /** The field that is set when a row is gone, and its value; or several fields with theirs. */
    public Map<String, String> getFlag() {
        return flag;
    }

    public void setFlag(Map<String, String> flag) {
        this.flag = flag;
    }

    /** Whether records are deleted, too, that the sync did not create: {@code true} or {@code false}. */
    public String getDeleteAdopted() {
        return deleteAdopted;
    }

    public void setDeleteAdopted(String deleteAdopted) {
        this.deleteAdopted = deleteAdopted;
    }

    /** Where the properties and fields stand in the file; nowhere for a definition that comes from none. */
    PropertyLines lines() {
        return form.lines();
    }

    /** What the file shows of it; nothing for a definition that comes from none. */
    SyncForm form() {
        return form;
    }

    /** The file that it stands in, as messages name it; null where it comes from none. */
    public String file() {
        return form.file();
    }

    /** The line in which it begins; 0 when that is not known. */
    public int line() {
        return form.line();
    }

    /** What {@link SyncBeanReader} knows of the file; nothing that a person writes. */
    public void setForm(SyncForm form) {
        this.form = form;
    }

    /** The mapping with each plain expression made a rule of its own. */
    Map<String, FieldRule> rules() {
        Map<String, FieldRule> rules = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) fields).entrySet()) {
            Object value = entry.getValue();
            rules.put((String) entry.getKey(), value instanceof FieldRule rule ? rule : FieldRule.of(value));
        }
        return rules;
    }
}
