package io.accountsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a mapping taken apart, as Camel Simple takes it apart: functions such as {@code ${body[city]}}, and what stands
 * around them.
 *
 * @param parts functions, with their braces, and the texts between them, in order
 */
record SimpleText(String text, List<String> parts) {
    /** What Simple of Camel 4.18 does not take for plain text even outside of functions. */
    private static final Pattern OPERATOR = Pattern.compile("\\\\[ntr}]| \\?: | \\? | : |~>|^(\\+\\+|--)( |$)");

    private static final Pattern START = Pattern.compile("\\$(simple)?\\{");

    static SimpleText of(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int function = text.indexOf("${", from);
            if (function < 0) {
                parts.add(text.substring(from));
                break;
            }
            if (function > from) {
                parts.add(text.substring(from, function));
            }
            from = endOfFunction(text, function);
            parts.add(text.substring(function, from));
        }
        return new SimpleText(text, List.copyOf(parts));
    }

    /** Whether it holds no function at all, so that it goes to Salesforce as it was written. */
    boolean isConstant() {
        return !text.contains("${") && !text.contains("$simple{");
    }

    /** Whether each part means on its own what it means in the whole. */
    boolean isJoinOfParts() {
        return !text.startsWith("$init{")
                && !text.startsWith("resource:")
                && !text.contains("$simple{")
                && parts.stream()
                        .noneMatch(part ->
                                !isFunction(part) && OPERATOR.matcher(part).find());
    }

    static boolean isFunction(String part) {
        return part.startsWith("${");
    }

    /** The functions that get or give a text within another expression: all but one that is the whole of it. */
    static List<String> functionsWithin(String text) {
        List<String> functions = new ArrayList<>();
        Matcher start = START.matcher(text);
        while (start.find()) {
            String function = text.substring(start.start(), endOfFunction(text, start.start()));
            if (!function.equals(text)) {
                functions.add(function.replaceFirst("^\\$simple\\{", "\\${"));
            }
        }
        return functions;
    }

    /** The place behind the brace that closes a function; the end of the text when there is none. */
    private static int endOfFunction(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            if (text.startsWith("\\}", i)) {
                i++;
            } else if (text.startsWith("${", i) || text.startsWith("$simple{", i)) {
                depth++;
                i = text.indexOf('{', i);
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }
}
