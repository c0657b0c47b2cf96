package io.accountsync.run.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition of a source query that lets a row through when it is not before the cursor, such as {@code updated_at >=
 * :#${variable.since}}. Knows just so much of SQL: what is left of the comparison, and where it begins and ends.
 *
 * @param from where it begins in the query
 * @param to behind it
 * @param left what is compared
 * @param operator {@code >=} or {@code >}
 * @param converts whether the cursor is an argument of a function or cast
 */
record SinceCondition(int from, int to, String left, String operator, boolean converts) {
    private static final Pattern SINCE = Pattern.compile(":[#?](?:\\$\\{variable[.:]since}|since\\b)");
    private static final Pattern OPERATOR = Pattern.compile("(>=?)\\s*$");
    private static final Pattern CALL = Pattern.compile("\\w*\\s*\\((?:[^()]*,)?\\s*$");
    private static final Pattern OPERAND = Pattern.compile("[\\w.$\"`\\[\\]:]*$");
    private static final Pattern REST_OF_CALL = Pattern.compile("[^()]*\\)");
    private static final Pattern CAST = Pattern.compile("::\\s*\\w+");
    private static final Pattern ARITHMETIC = Pattern.compile("[-+*/|%']\\s*$");
    private static final Pattern GOES_ON = Pattern.compile("\\s*[-+*/|]");

    /** Whether a query asks for the cursor at all. */
    static boolean isIn(String query) {
        return SINCE.matcher(query).find();
    }

    /** The conditions of a query, from left to right; empty when it uses the cursor in a way that is not understood. */
    static Optional<List<SinceCondition>> of(String query) {
        List<SinceCondition> found = new ArrayList<>();
        Matcher since = SINCE.matcher(query);
        while (since.find()) {
            Optional<SinceCondition> condition = at(query, since.start(), since.end());
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            found.add(condition.get());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static Optional<SinceCondition> at(String query, int start, int end) {
        int from = start;
        int to = behindCast(query, end);
        boolean converts = to > end;
        Matcher call = CALL.matcher(query.substring(0, from));
        while (call.find()) {
            Matcher rest = REST_OF_CALL.matcher(query.substring(to));
            if (!rest.lookingAt()) {
                return Optional.empty();
            }
            from = call.start();
            to = behindCast(query, to + rest.end());
            converts = true;
            call = CALL.matcher(query.substring(0, from));
        }
        Matcher operator = OPERATOR.matcher(query.substring(0, from));
        if (!operator.find() || GOES_ON.matcher(query.substring(to)).lookingAt()) {
            return Optional.empty();
        }
        int left = beginOfOperand(query, operator.start());
        String operand = query.substring(Math.max(left, 0), operator.start()).strip();
        return left < 0 || operand.isEmpty()
                ? Optional.empty()
                : Optional.of(new SinceCondition(left, to, operand, operator.group(1), converts));
    }

    private static int behindCast(String query, int end) {
        Matcher cast = CAST.matcher(query).region(end, query.length());
        return cast.lookingAt() ? cast.end() : end;
    }

    /** Where a column, a call or a cast begins that ends here; -1 when it is neither. */
    private static int beginOfOperand(String query, int end) {
        int at = end;
        while (at > 0 && Character.isWhitespace(query.charAt(at - 1))) {
            at--;
        }
        at -= operandBefore(query, at);
        if (at > 0 && query.charAt(at - 1) == ')') {
            int open = 0;
            do {
                at--;
                open += query.charAt(at) == ')' ? 1 : query.charAt(at) == '(' ? -1 : 0;
            } while (open > 0 && at > 0);
            if (open > 0) {
                return -1;
            }
            at -= operandBefore(query, at);
        }
        boolean isAlone = at == 0 || " \t\r\n(".indexOf(query.charAt(at - 1)) >= 0;
        return isAlone && !ARITHMETIC.matcher(query.substring(0, at)).find() ? at : -1;
    }

    /** How long the name is that ends there; 0 for none. */
    private static int operandBefore(String query, int end) {
        return OPERAND.matcher(query.substring(0, end))
                .results()
                .findFirst()
                .orElseThrow()
                .group()
                .length();
    }

    /**
     * Whether this compares a column of the result as the query returns it: by its name, or by the expression that has this
     * name.
     */
    boolean compares(String column, String query) {
        String name = left.substring(left.lastIndexOf('.') + 1).replaceAll("[\"`\\[\\]]", "");
        return name.equalsIgnoreCase(column)
                || squeezed(query).contains(squeezed(left) + " as " + squeezed(column))
                || squeezed(query).contains(squeezed(left) + " as \"" + squeezed(column) + "\"");
    }

    private static String squeezed(String sql) {
        return sql.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }
}
