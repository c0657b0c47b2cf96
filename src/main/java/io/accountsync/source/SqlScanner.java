package io.accountsync.source;

import io.accountsync.source.SqlText.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the parameters of a query, and only these: what stands in quotes, in dollar quotes or in comments is text, and so is
 * every other character.
 */
final class SqlScanner {
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final String LIST = "in:";

    private final String query;
    private final String prefix;
    private final boolean isOneLine;
    private final boolean backslashEscapes;
    private final List<Object> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private int at;
    private int operators;

    SqlScanner(String query, String prefix, boolean isOneLine, boolean backslashEscapes) {
        this.query = query;
        this.prefix = ":" + prefix;
        this.isOneLine = isOneLine && query.strip().lines().count() == 1;
        this.backslashEscapes = backslashEscapes;
    }

    SqlText scan() {
        while (at < query.length()) {
            switch (query.charAt(at)) {
                case '\'' -> quoted('\'', backslashEscapes || isEscapeString());
                case '"' -> quoted('"', backslashEscapes);
                case '`' -> copy(query.indexOf('`', at + 1) < 0 ? at + 1 : query.indexOf('`', at + 1) + 1);
                case '-' -> dash();
                case '/' -> slash();
                case '$' -> dollar();
                case ':' -> colon();
                case '?' -> questionMark();
                default -> copy(at + 1);
            }
        }
        endOfText();
        return new SqlText(List.copyOf(parts), operators);
    }

    private void copy(int end) {
        plain.append(query, at, end);
        at = end;
    }

    private void endOfText() {
        if (!plain.isEmpty()) {
            parts.add(plain.toString());
            plain.setLength(0);
        }
    }

    private void quoted(char quote, boolean escapes) {
        int end = at + 1;
        while (end < query.length() && query.charAt(end) != quote) {
            end += escapes && query.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= query.length()) {
            throw new IllegalArgumentException("has a quote " + quote + " that is opened and never closed");
        }
        refuseParameterIn(
                query.substring(at, end),
                "is within quotes, where it is text",
                "take it out of them, as in '%' || " + prefix + "name || '%'");
        copy(end + 1);
    }

    /** PostgreSQL's E'it\'s'. */
    private boolean isEscapeString() {
        return at > 0
                && Character.toUpperCase(query.charAt(at - 1)) == 'E'
                && (at == 1 || !Character.isUnicodeIdentifierPart(query.charAt(at - 2)));
    }

    private void dash() {
        if (!query.startsWith("--", at)) {
            copy(at + 1);
            return;
        }
        int end = query.indexOf('\n', at);
        String comment = query.substring(at, end < 0 ? query.length() : end);
        boolean ownsLine = query.substring(query.lastIndexOf('\n', at) + 1, at).isBlank();
        if (isOneLine && !comment.substring(2).isBlank()) {
            throw new IllegalArgumentException("has a comment that begins with --, and all that follows it on its line "
                    + "would be part of it: the lines of a query that begins with > or >- are one; begin it with | "
                    + "instead, or write /* comment */");
        }
        if (!ownsLine) {
            refuseParameterIn(
                    comment,
                    "is in a comment that begins with --",
                    "begin the query with | so that its lines are kept, or write /* comment */");
        }
        copy(at + comment.length());
    }

    private void slash() {
        if (!query.startsWith("/*", at)) {
            copy(at + 1);
            return;
        }
        int end = query.indexOf("*/", at + 2);
        if (end < 0) {
            throw new IllegalArgumentException("has a comment /* that is opened and never closed");
        }
        copy(end + 2);
    }

    private void dollar() {
        Matcher tag = DOLLAR_QUOTE.matcher(query).region(at, query.length());
        boolean inName = at > 0 && Character.isUnicodeIdentifierPart(query.charAt(at - 1));
        int end = !inName && tag.lookingAt() ? query.indexOf(tag.group(), tag.end()) : -1;
        if (end < 0) {
            copy(at + 1);
            return;
        }
        refuseParameterIn(
                query.substring(at, end), "is within " + tag.group() + ", where it is text", "take it out of there");
        copy(end + tag.group().length());
    }

    /** A question mark that JDBC is not to take for a parameter is doubled; some have written it so already. */
    private void questionMark() {
        operators++;
        plain.append("??");
        at += query.startsWith("??", at) ? 2 : 1;
    }

    private void colon() {
        // :?name is what Camel itself makes of :#name.
        int name = query.startsWith(prefix, at) ? at + prefix.length() : query.startsWith(":?", at) ? at + 2 : -1;
        if (name < 0) {
            copy(query.startsWith("::", at) ? at + 2 : at + 1);
            return;
        }
        boolean isList = query.startsWith(LIST, name);
        int from = isList ? name + LIST.length() : name;
        int end = endOfName(from);
        if (end == from) {
            copy(at + 1);
            return;
        }
        endOfText();
        parts.add(new Parameter(query.substring(from, end), isList));
        at = end;
    }

    private int endOfName(int from) {
        if (query.startsWith("${", from) || query.startsWith("$simple{", from)) {
            return endOfExpression(query.indexOf('{', from));
        }
        Matcher word = WORD.matcher(query).region(from, query.length());
        return word.lookingAt() ? word.end() : from;
    }

    private int endOfExpression(int brace) {
        int open = 0;
        for (int i = brace; i < query.length(); i++) {
            char c = query.charAt(i);
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (open == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("has a parameter " + prefix + "${ without its }");
    }

    private void refuseParameterIn(String text, String where, String remedy) {
        Matcher parameter = Pattern.compile(Pattern.quote(prefix) + "(?:[A-Za-z_]\\w*|\\$\\{[^}]*}?)")
                .matcher(text);
        if (parameter.find()) {
            throw new IllegalArgumentException(
                    "has a parameter " + parameter.group() + " that " + where + "; " + remedy);
        }
    }
}
