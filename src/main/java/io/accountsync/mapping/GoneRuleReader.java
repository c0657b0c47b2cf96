package io.accountsync.mapping;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what a definition says of records whose rows are gone, and notes what is wrong in it. */
final class GoneRuleReader {
    private static final String FIELD = "field";
    private static final String VALUE = "value";

    private final SyncDefinition definition;
    private final RowExpressions expressions;
    private final Path directory;
    private final Mistakes mistakes;

    /** @param directory of the sync file */
    GoneRuleReader(SyncDefinition definition, RowExpressions expressions, Path directory, Mistakes mistakes) {
        this.definition = definition;
        this.expressions = expressions;
        this.directory = directory;
        this.mistakes = mistakes;
    }

    GoneRule read() {
        WhenRowGone action = action();
        boolean adopted = flag(GoneRule.DELETE_ADOPTED, definition.getDeleteAdopted());
        String text = definition.getDeletedWhen();
        RowCondition condition =
                text == null ? null : mistakes.about(GoneRule.DELETED_WHEN).check(() -> expressions.condition(text));
        List<FieldMapping> flag = flags();
        examine(action, flag, adopted);
        OperationRules.examine(definition, action, adopted, mistakes.about(GoneRule.WHEN_ROW_GONE));
        return new GoneRule(action, condition, condition == null ? null : text, flag, adopted);
    }

    private WhenRowGone action() {
        String word = definition.getWhenRowGone();
        return Arrays.stream(WhenRowGone.values())
                .filter(action -> action.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseGet(() -> {
                    mistakes.about(GoneRule.WHEN_ROW_GONE)
                            .add("must be one of "
                                    + Arrays.stream(WhenRowGone.values())
                                            .map(WhenRowGone::word)
                                            .collect(Collectors.joining(", ")));
                    return WhenRowGone.IGNORE;
                });
    }

    private boolean flag(String property, String word) {
        if (word == null || word.equalsIgnoreCase("false")) {
            return false;
        }
        if (!word.equalsIgnoreCase("true")) {
            mistakes.about(property).add("must be true or false");
        }
        return word.equalsIgnoreCase("true");
    }

    private void examine(WhenRowGone action, List<FieldMapping> flag, boolean adopted) {
        boolean isFlagThere = definition.getFlag() != null || definition.form().isBroken(GoneRule.FLAG);
        if (action == WhenRowGone.FLAG && !isFlagThere) {
            mistakes.about(GoneRule.WHEN_ROW_GONE)
                    .add(
                            "is flag, and nothing says which field is set; add flag: { field: Status__c, value: Inactive }");
        } else if (action != WhenRowGone.FLAG && !flag.isEmpty()) {
            mistakes.about(GoneRule.FLAG).warn("has no effect, since whenRowGone is " + action.word());
        }
        if (action != WhenRowGone.DELETE && adopted) {
            mistakes.about(GoneRule.DELETE_ADOPTED).warn("has no effect, since whenRowGone is " + action.word());
        }
        if (flag.stream().anyMatch(field -> field.target().equalsIgnoreCase(definition.getExternalId()))) {
            mistakes.about(GoneRule.FLAG)
                    .add("sets " + definition.getExternalId() + ", the External ID by which the record is found; "
                            + "name another field");
        }
    }

    private List<FieldMapping> flags() {
        List<FieldMapping> fields = new ArrayList<>();
        constants().forEach((field, value) -> {
            Mistakes ofFlag = mistakes.about(GoneRule.FLAG);
            if (value == null || value.isBlank()) {
                ofFlag.add("has no value for " + field + "; write the value that it gets");
            } else if (!SimpleText.of(value).isConstant()) {
                ofFlag.add("takes the value of " + field + " from a row, and there is none any more; write a constant");
            } else {
                FieldMapping mapping = FieldMapping.compile(
                        field, FieldRule.of(value), expressions, directory, SyncForm.UNKNOWN, ofFlag.of(field));
                if (mapping != null) {
                    fields.add(mapping);
                }
            }
        });
        return fields;
    }

    /** As {@code { field: Status__c, value: Inactive }}, or as a table of fields and values. */
    private Map<String, String> constants() {
        Map<String, String> written = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        // Camel binds numbers and truth values as what they are, whatever the type of the map says.
        Map<?, ?> bound = definition.getFlag() == null ? Map.of() : definition.getFlag();
        bound.forEach((name, value) -> written.put(String.valueOf(name), value == null ? null : value.toString()));
        if (!written.containsKey(FIELD) && !written.containsKey(VALUE)) {
            return written;
        }
        Map<String, String> one = new LinkedHashMap<>();
        if (written.size() > 2
                || written.get(FIELD) == null
                || written.get(FIELD).isBlank()) {
            mistakes.about(GoneRule.FLAG)
                    .add(
                            "must be { field: Status__c, value: Inactive }, or a table of several fields with their values, "
                                    + "such as { Status__c: Inactive, Active__c: false }");
        } else {
            one.put(written.get(FIELD), written.get(VALUE));
        }
        return one;
    }
}
