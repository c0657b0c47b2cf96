package io.accountsync.localorg.soql;

import io.accountsync.localorg.soql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a query into words. */
final class SoqlLexer {

    private final String query;
    private int at;

    SoqlLexer(String query) {
        this.query = query;
    }

    /** All words, an {@link Kind#END} last. */
    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (skipBlanks()) {
            tokens.add(next());
        }
        tokens.add(new Token(Kind.END, "<EOF>", query.length()));
        return tokens;
    }

    private boolean skipBlanks() {
        while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
            at++;
        }
        return at < query.length();
    }

    private Token next() {
        char c = query.charAt(at);
        if (c == '\'') {
            return string();
        }
        if (Character.isLetter(c) || c == '_') {
            return run(Kind.NAME, "_.:");
        }
        if (Character.isDigit(c) || (c == '-' || c == '+') && digitFollows()) {
            return run(Kind.LITERAL, ".:+-");
        }
        int length = at + 1 < query.length() && isLongSymbol(query.substring(at, at + 2)) ? 2 : 1;
        Token symbol = new Token(Kind.SYMBOL, query.substring(at, at + length), at);
        at += length;
        return symbol;
    }

    private boolean digitFollows() {
        return at + 1 < query.length() && Character.isDigit(query.charAt(at + 1));
    }

    private static boolean isLongSymbol(String two) {
        return two.equals("!=") || two.equals("<>") || two.equals("<=") || two.equals(">=");
    }

    private Token run(Kind kind, String also) {
        int start = at++;
        while (at < query.length()
                && (Character.isLetterOrDigit(query.charAt(at)) || also.indexOf(query.charAt(at)) >= 0)) {
            at++;
        }
        return new Token(kind, query.substring(start, at), start);
    }

    private Token string() {
        int start = at++;
        StringBuilder text = new StringBuilder();
        while (at < query.length() && query.charAt(at) != '\'') {
            char c = query.charAt(at++);
            text.append(c == '\\' && at < query.length() ? unescaped(query.charAt(at++)) : c);
        }
        if (at == query.length()) {
            throw new SoqlException("MALFORMED_QUERY", "unterminated string literal: " + query.substring(start));
        }
        at++;
        return new Token(Kind.STRING, text.toString(), start);
    }

    /** {@code \%} and {@code \_} keep their backslash for LIKE. */
    private static String unescaped(char escaped) {
        return switch (escaped) {
            case 'n', 'N' -> "\n";
            case 'r', 'R' -> "\r";
            case 't', 'T' -> "\t";
            case 'b', 'B' -> "\b";
            case 'f', 'F' -> "\f";
            case '%', '_' -> "\\" + escaped;
            default -> String.valueOf(escaped);
        };
    }
}
