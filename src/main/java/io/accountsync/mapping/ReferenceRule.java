package io.accountsync.mapping;

/**
 * What a person writes about a reference field: which record of the org its value stands for. The options are explained in
 * {@code docs/mapping.md}.
 */
public final class ReferenceRule {
    private String object;
    private String by;
    private String where;
    private String defaultValue;
    private String unresolved;

    /** API name of the object that the record is of, such as {@code User}. */
    public String getObject() {
        return object;
    }

    public void setObject(String object) {
        this.object = object;
    }

    /** The field of that object that the value is looked for in, such as {@code Email}. */
    public String getBy() {
        return by;
    }

    public void setBy(String by) {
        this.by = by;
    }

    /** A condition in SOQL that the record must also meet; null for none. */
    public String getWhere() {
        return where;
    }

    public void setWhere(String where) {
        this.where = where;
    }

    /** The value, or the Salesforce id, that counts where the value finds no single record; null for none. */
    public String getDefault() {
        return defaultValue;
    }

    public void setDefault(String defaultValue) {
        this.defaultValue = defaultValue;
    }

    /**
     * {@code later} (the next run tries the row again), {@code reject} (it does not) or {@code default}; null for
     * {@code default} where there is one, else {@code later}.
     */
    public String getUnresolved() {
        return unresolved;
    }

    public void setUnresolved(String unresolved) {
        this.unresolved = unresolved;
    }
}
