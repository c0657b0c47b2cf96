package io.accountsync.source;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as a query writes them: quoted where the database would otherwise read another one. */
public final class SqlName {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that are names of tables and columns often enough, and mean something in SQL. */
    private static final Set<String> WORDS = Set.of(
            "all",
            "and",
            "as",
            "case",
            "check",
            "column",
            "create",
            "current_date",
            "default",
            "desc",
            "end",
            "for",
            "from",
            "group",
            "having",
            "in",
            "index",
            "key",
            "like",
            "limit",
            "not",
            "null",
            "offset",
            "on",
            "or",
            "order",
            "primary",
            "references",
            "select",
            "table",
            "to",
            "union",
            "unique",
            "user",
            "using",
            "values",
            "when",
            "where",
            "with");

    private final String quote;
    private final boolean storesLower;
    private final boolean storesUpper;

    /** @throws SQLException when the connection is lost */
    public SqlName(DatabaseMetaData catalog) throws SQLException {
        String said = catalog.getIdentifierQuoteString();
        this.quote = said == null || said.isBlank() ? "\"" : said;
        this.storesLower = catalog.storesLowerCaseIdentifiers();
        this.storesUpper = catalog.storesUpperCaseIdentifiers();
    }

    /** A name as the catalog has it. */
    public String of(String name) {
        boolean isFolded = storesLower && !name.equals(name.toLowerCase(Locale.ROOT))
                || storesUpper && !name.equals(name.toUpperCase(Locale.ROOT));
        boolean isPlain = PLAIN.matcher(name).matches() && !isFolded && !WORDS.contains(name.toLowerCase(Locale.ROOT));
        return isPlain ? name : quote + name.replace(quote, quote + quote) + quote;
    }
}
