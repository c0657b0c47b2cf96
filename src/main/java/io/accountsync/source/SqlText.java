package io.accountsync.source;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A query taken apart: what goes to the database as it stands, and the parameters in between, {@code :#name},
 * {@code :#${expression}} and {@code :#in:name}.
 *
 * @param parts Strings and {@link Parameter}s in their order; a question mark that is an operator is doubled, as JDBC asks
 *     for
 * @param operators how many question marks stand outside of quotes and are not parameters
 */
record SqlText(List<Object> parts, int operators) {
    /**
     * A place for a value, or for several.
     *
     * @param name what stands behind {@code :#} and {@code in:}
     * @param isList whether it stands for each value of a list
     */
    record Parameter(String name, boolean isList) {
        /** As it stands in the query. */
        String written() {
            return ":#" + (isList ? "in:" : "") + name;
        }
    }

    /**
     * Takes a query apart.
     *
     * @param prefix what a parameter begins with, behind its colon
     * @param isOneLine whether line ends of the query may have been lost, as in a folded text of YAML
     * @throws IllegalArgumentException when the query cannot mean what it says; the message says what to write instead
     */
    static SqlText read(String query, String prefix, boolean isOneLine) {
        if (!query.contains("\\'") && !query.contains("\\\"")) {
            return read(query, prefix, isOneLine, false);
        }
        // MySQL reads a backslash before a quote as part of the text, other databases do not.
        SqlText escaped;
        try {
            escaped = read(query, prefix, isOneLine, true);
        } catch (IllegalArgumentException e) {
            return read(query, prefix, isOneLine, false);
        }
        SqlText plain;
        try {
            plain = read(query, prefix, isOneLine, false);
        } catch (IllegalArgumentException e) {
            return escaped;
        }
        if (plain.equals(escaped)) {
            return plain;
        }
        throw new IllegalArgumentException(
                "has a backslash before a quote, which databases read differently; double the "
                        + "quote instead, as in 'it''s'");
    }

    private static SqlText read(String query, String prefix, boolean isOneLine, boolean backslashEscapes) {
        return new SqlScanner(query, prefix, isOneLine, backslashEscapes).scan();
    }

    /** As it would be read again, whatever the prefix. */
    String written() {
        StringBuilder sql = new StringBuilder();
        parts.forEach(part -> sql.append(
                part instanceof Parameter parameter
                        ? ":?" + (parameter.isList() ? "in:" : "") + parameter.name()
                        : part));
        return sql.toString();
    }

    List<Parameter> parameters() {
        return parts.stream()
                .filter(Parameter.class::isInstance)
                .map(Parameter.class::cast)
                .toList();
    }

    /**
     * The query as JDBC takes it.
     *
     * @param sizes how many values a list has
     */
    String prepared(ToIntFunction<Parameter> sizes) {
        StringBuilder sql = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof Parameter parameter) {
                sql.append("?");
                sql.append(",?".repeat(parameter.isList() ? sizes.applyAsInt(parameter) - 1 : 0));
            } else {
                sql.append(part);
            }
        }
        return sql.toString();
    }
}
