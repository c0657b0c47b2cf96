package io.accountsync.source;

/**
 * A table or view as the database's catalog names it.
 *
 * @param schema null where the database has none
 */
public record TableName(String schema, String name) {
    /** As people write it: {@code crm.customers}. */
    public String text() {
        return schema == null ? name : schema + "." + name;
    }

    /** Whether somebody who wrote this may have meant it; case does not count. */
    boolean isMeantBy(String written) {
        return text().equalsIgnoreCase(written) || name.equalsIgnoreCase(written);
    }
}
