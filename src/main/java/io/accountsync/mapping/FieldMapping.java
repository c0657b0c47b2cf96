package io.accountsync.mapping;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of a mapping, compiled: how a target field gets its value from a row. The target's type comes later, from the
 * org's describe.
 *
 * @param target API name of the field, or of the relationship when {@code lookup} is set
 * @param lookup External ID field of the record pointed to, as a person wrote it ({@link LookupName}), or null
 * @param reference how the record is found whose id the field takes, or null
 * @param fallback the default, or null
 * @param translation or null
 * @param clears whether an empty value sets the field to null; otherwise the field is not sent
 * @param truncates whether a text that is too long is cut; otherwise the row is invalid
 * @param write who owns the field once a record is there
 * @param join what stands between the entries of a list that goes into a text, or null
 * @param format how texts write dates and numbers
 * @param constants texts that can go to Salesforce as a person wrote them
 * @param signature all that a person wrote about the field, for the mapping version
 * @param isWhole whether nothing is wrong with it; else a check looks at it all the same, and no row is mapped by it
 */
record FieldMapping(
        String target,
        String lookup,
        ReferenceMapping reference,
        RowExpression expression,
        RowExpression fallback,
        Translation translation,
        boolean clears,
        boolean truncates,
        Write write,
        String join,
        TextFormat format,
        List<String> constants,
        String signature,
        boolean isWhole) {

    /**
     * Compiles one rule.
     *
     * @param directory of the sync file
     * @param form of the sync, whose mistakes are reported already
     * @param mistakes about this field: takes all that is wrong in the rule
     * @return by what is right in it, for further looks; null when its value cannot be read
     */
    static FieldMapping compile(
            String target,
            FieldRule rule,
            RowExpressions expressions,
            Path directory,
            SyncForm form,
            Mistakes mistakes) {
        long before = mistakes.size();
        String whenEmpty = mistakes.check(() -> oneOf("whenEmpty", rule.getWhenEmpty(), "keep", "clear"));
        String tooLong = mistakes.check(() -> oneOf("tooLong", rule.getTooLong(), "reject", "truncate"));
        String write = mistakes.check(() -> oneOf("write", rule.getWrite(), "always", "onCreate", "ifBlank"));
        Translation translation = mistakes.check(() -> Translation.of(rule, directory));
        TextFormat format = mistakes.check(() -> TextFormat.of(rule.getDateFormat(), rule.getDecimal()));
        RowExpression expression =
                form.isBroken(target, "value") ? null : mistakes.check(() -> expressions.compile(valueOf(rule)));
        RowExpression fallback =
                rule.getDefault() == null ? null : mistakes.check(() -> expressions.compile(rule.getDefault()));
        if (rule.getLookup() != null && rule.getLookup().isBlank()) {
            mistakes.add("has an empty lookup; name the External ID field of the record that it points to");
        } else if (rule.getLookup() != null && !LookupName.isOne(rule.getLookup())) {
            mistakes.add("has a lookup that is neither the name of a field nor of an object and its field, such as "
                    + "Account.Customer_Id__c; correct it");
            return null;
        }
        if ("clear".equals(whenEmpty) && !"always".equals(write)) {
            mistakes.add(
                    "has write: " + rule.getWrite() + ", so that there is nothing to clear; remove whenEmpty: clear");
        }
        ReferenceMapping reference = ReferenceMapping.of(rule, mistakes);
        boolean pointsNowhere = rule.getReference() != null && reference == null
                || Stream.of("reference", "lookup").anyMatch(option -> form.isBroken(target, option));
        if (expression == null || pointsNowhere) {
            return null;
        }
        boolean isWhole = mistakes.size() == before && !form.isPartOf(target);
        boolean clears = "clear".equals(whenEmpty);
        boolean truncates = "truncate".equals(tooLong);
        List<String> constants =
                isWhole ? mistakes.check(() -> constants(rule, expression, fallback, translation)) : List.of();
        String written = write == null ? "always" : write;
        String signature = Signature.of(
                target,
                rule.getValue(),
                rule.getLookup(),
                clears,
                rule.getDefault(),
                truncates,
                translation == null ? null : translation.signature());
        return constants == null
                ? null
                : new FieldMapping(
                        target,
                        rule.getLookup(),
                        reference,
                        expression,
                        fallback,
                        translation,
                        clears,
                        truncates,
                        Write.of(written),
                        rule.getJoin(),
                        format == null ? TextFormat.of(null, null) : format,
                        constants,
                        signature(signature, reference, written, rule.getJoin(), format),
                        isWhole);
    }

    /** Options that a mapping does not use leave its version as it was before they were invented. */
    private static String signature(
            String common, ReferenceMapping reference, String write, String join, TextFormat format) {
        String signature = reference == null ? common : Signature.of(common, reference.signature());
        signature = write.equals("always") ? signature : Signature.of(signature, write);
        signature = join == null ? signature : Signature.of(signature, "join", join);
        return format == null || format.isPlain() ? signature : Signature.of(signature, format.signature());
    }

    /** Adds what would make this field a bad External ID, which must distinguish each row from the others. */
    void checkKey(Mistakes mistakes) {
        if (expression.isConstant()) {
            mistakes.add("is the External ID and the same for every row; give it the column that identifies a row");
        }
        if (fallback != null && fallback.isConstant()) {
            mistakes.add(
                    "is the External ID, and this default would make one record of all rows without one; remove it");
        }
        if (truncates) {
            mistakes.add("is the External ID, and tooLong: truncate could make one record of two rows; remove it");
        }
        if (write != Write.ALWAYS) {
            mistakes.add("is the External ID, which every record needs; remove write");
        }
    }

    /** Whether the value stands for another record, so that the field's own type says nothing of it. */
    boolean pointsElsewhere() {
        return lookup != null || reference != null;
    }

    /** The value for this row before conversion; null when it is empty. */
    Object valueFor(Map<String, ?> row) throws InvalidRowException {
        try {
            Object value = nullIfEmpty(joined(expression.evaluate(row)));
            if (value != null && translation != null) {
                value = translation.apply(value);
                if (value != null) {
                    // An entry that says "empty" means it: no default.
                    return nullIfEmpty(value);
                }
                if (fallback == null) {
                    throw new InvalidRowException(
                            "NO_TRANSLATION",
                            target,
                            "translate has no entry for this value; add one, or set a default"
                                    + " (the value itself, if it may pass as it is)");
                }
            }
            return value == null && fallback != null ? nullIfEmpty(joined(fallback.evaluate(row))) : value;
        } catch (InvalidRowException e) {
            throw e.field() == null ? new InvalidRowException(e.code(), target, e.getMessage()) : e;
        }
    }

    private Object joined(Object value) throws InvalidRowException {
        return join != null && Lists.isList(value) ? String.join(join, Lists.texts(target, value)) : value;
    }

    /** The columns that its value may be made of. */
    Set<String> columns() {
        return paths().stream().map(ColumnPath::column).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Set<ColumnPath> paths() {
        Set<ColumnPath> paths = new LinkedHashSet<>(expression.paths());
        if (fallback != null) {
            paths.addAll(fallback.paths());
        }
        return paths;
    }

    private static String valueOf(FieldRule rule) {
        String value = rule.getValue();
        boolean isEmptyOnPurpose = "clear".equalsIgnoreCase(rule.getWhenEmpty()) || rule.getDefault() != null;
        if (value == null || value.isBlank() && !isEmptyOnPurpose) {
            throw new IllegalArgumentException(
                    "has no value; write an expression such as \"${body[column]}\", or a constant");
        }
        return value;
    }

    private static List<String> constants(
            FieldRule rule, RowExpression expression, RowExpression fallback, Translation translation) {
        List<String> constants = new ArrayList<>();
        if (translation != null) {
            constants.addAll(translation.table().values());
        } else if (expression.isConstant()) {
            constants.add(rule.getValue());
        }
        if (fallback != null && fallback.isConstant()) {
            constants.add(rule.getDefault());
        }
        constants.removeIf(String::isBlank);
        if (constants.contains("null") || constants.contains("~")) {
            // Camel hands over the null of YAML as the text "null".
            throw new IllegalArgumentException("would send the text \"null\"; write \"\" for an empty value, and "
                    + "whenEmpty: clear to empty the field");
        }
        return List.copyOf(constants);
    }

    private static Object nullIfEmpty(Object value) {
        if (value instanceof String text) {
            return text.isBlank() ? null : value;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Collection<?> list) {
            return list.isEmpty() ? null : value;
        }
        return Texts.isLong(value) ? nullIfEmpty(Texts.read(value)) : value;
    }

    /** The word in lower case. */
    private static String oneOf(String option, String word, String... words) {
        String lower = word == null ? "" : word.toLowerCase(Locale.ROOT);
        if (Stream.of(words).noneMatch(lower::equalsIgnoreCase)) {
            String last = words[words.length - 1];
            throw new IllegalArgumentException(
                    option + " must be " + String.join(", ", Arrays.copyOf(words, words.length - 1)) + " or " + last);
        }
        return lower;
    }
}
