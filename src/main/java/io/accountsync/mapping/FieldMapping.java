package io.accountsync.mapping;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of a mapping, compiled: how a target field gets its value from a row. The target's type comes later, from the
 * org's describe.
 *
 * @param target API name of the field, or of the relationship when {@code lookup} is set
 * @param lookup External ID field of the record pointed to, or null
 * @param fallback the default, or null
 * @param translation or null
 * @param clears whether an empty value sets the field to null; otherwise the field is not sent
 * @param truncates whether a text that is too long is cut; otherwise the row is invalid
 * @param signature all that a person wrote about the field, for the mapping version
 */
record FieldMapping(
        String target,
        String lookup,
        RowExpression expression,
        RowExpression fallback,
        Translation translation,
        boolean clears,
        boolean truncates,
        String signature) {

    /**
     * Compiles one rule.
     *
     * @throws IllegalArgumentException when something in the rule is wrong; the message says what and how to mend it
     */
    static FieldMapping compile(String target, FieldRule rule, RowExpressions expressions) {
        if (rule.getValue() == null) {
            throw new IllegalArgumentException(
                    "has no value; write an expression such as \"${body[column]}\", or a constant");
        }
        Translation translation = Translation.of(rule);
        return new FieldMapping(
                target,
                rule.getLookup(),
                expressions.compile(rule.getValue()),
                rule.getDefault() == null ? null : expressions.compile(rule.getDefault()),
                translation,
                oneOf("whenEmpty", rule.getWhenEmpty(), "keep", "clear").equals("clear"),
                oneOf("tooLong", rule.getTooLong(), "reject", "truncate").equals("truncate"),
                signature(target, rule, translation));
    }

    /** The value for this row before conversion; null when it is empty. */
    Object valueFor(Map<String, ?> row) throws InvalidRowException {
        try {
            Object value = nullIfBlank(expression.evaluate(row));
            if (value != null && translation != null) {
                String translated = translation.apply(value);
                if (translated == null && fallback == null) {
                    throw new InvalidRowException(
                            "NO_TRANSLATION",
                            target,
                            "translate has no entry for this value; add one, or set a default"
                                    + " (the value itself, if it may pass as it is)");
                }
                value = nullIfBlank(translated);
            }
            return value == null && fallback != null ? nullIfBlank(fallback.evaluate(row)) : value;
        } catch (InvalidRowException e) {
            throw e.field() == null ? new InvalidRowException(e.code(), target, e.getMessage()) : e;
        }
    }

    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(expression.columns());
        if (fallback != null) {
            columns.addAll(fallback.columns());
        }
        return columns;
    }

    private static String signature(String target, FieldRule rule, Translation translation) {
        return Stream.of(
                        target,
                        rule.getValue(),
                        rule.getLookup(),
                        rule.getWhenEmpty(),
                        rule.getDefault(),
                        rule.getTooLong(),
                        translation == null ? null : new TreeMap<>(translation.table()))
                .map(String::valueOf)
                .collect(Collectors.joining("|"));
    }

    private static Object nullIfBlank(Object value) {
        return value instanceof String text && text.isBlank() ? null : value;
    }

    private static String oneOf(String option, String word, String first, String second) {
        String lower = word == null ? "" : word.toLowerCase(Locale.ROOT);
        if (!lower.equals(first) && !lower.equals(second)) {
            throw new IllegalArgumentException(option + " must be " + first + " or " + second);
        }
        return lower;
    }
}
