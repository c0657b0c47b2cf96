package io.accountsync.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Expressions that Camel Simple reads without complaint, and which give something else than their writer meant: a text
 * with an operator in it, or an error for every row.
 */
final class ExpressionTraps {
    private static final String FUNCTION = "\u0000";
    private static final Pattern CONDITION_OUTSIDE = Pattern.compile(FUNCTION + " (==|!=|=~|>=|<=) | \\? .* : ");
    private static final Pattern COMPARISON_ALONE =
            Pattern.compile("\\$\\{body\\[[^\\[\\]]*] +(==|!=|=~|>=|<=|>|<) [^?]*}");
    private static final Pattern COLUMN_BY_DOT = Pattern.compile("\\$\\{body\\??\\.(\\w+)}");
    private static final Pattern METHOD_OF_ROWS = Pattern.compile("size|empty|isEmpty|keySet|values|entrySet");

    private ExpressionTraps() {}

    /** Whether a function compares something by itself. */
    static boolean isComparison(String function) {
        return COMPARISON_ALONE.matcher(function).matches();
    }

    /**
     * Refuses such an expression.
     *
     * @throws IllegalArgumentException saying how to write it
     */
    static void refuse(SimpleText text) {
        String outside = text.parts().stream()
                .map(part -> SimpleText.isFunction(part) ? FUNCTION : part)
                .collect(Collectors.joining());
        if (CONDITION_OUTSIDE.matcher(outside).find()) {
            throw new IllegalArgumentException("has a condition outside the braces, which would be sent as text; "
                    + "write ${body[column] == 'a' ? 'yes' : 'no'}");
        }
        text.parts().forEach(ExpressionTraps::refuse);
    }

    private static void refuse(String part) {
        if (COMPARISON_ALONE.matcher(part).matches()) {
            throw new IllegalArgumentException(
                    "has a condition without results; write ${body[column] == 'a' ? 'true' : 'false'}");
        }
        Matcher column = COLUMN_BY_DOT.matcher(part);
        if (column.matches() && !METHOD_OF_ROWS.matcher(column.group(1)).matches()) {
            throw new IllegalArgumentException("calls a method " + column.group(1)
                    + " that rows lack; a column is written ${body[" + column.group(1) + "]}");
        }
    }
}
