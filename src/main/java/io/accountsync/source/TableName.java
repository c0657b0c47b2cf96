package io.accountsync.source;

import java.util.regex.Pattern;

/**
 * A table or view as the database's catalog names it.
 *
 * @param schema null where the database has none
 */
public record TableName(String schema, String name) {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"|`([^`]+)`|\\[([^]]+)]");

    /** As people write it: {@code crm.customers}. */
    public String text() {
        return schema == null ? name : schema + "." + name;
    }

    /** Whether somebody who wrote this may have meant it; case does not count. */
    boolean isMeantBy(String written) {
        String plain = withoutQuotes(written);
        return text().equalsIgnoreCase(written)
                || name.equalsIgnoreCase(written)
                || text().equalsIgnoreCase(plain)
                || name.equalsIgnoreCase(plain);
    }

    /** What somebody wrote as SQL has names: {@code crm."Kunden-Stamm"}, and with the quotes of MySQL and SQL Server. */
    static String withoutQuotes(String written) {
        return QUOTED.matcher(written).replaceAll("$1$2$3");
    }
}
