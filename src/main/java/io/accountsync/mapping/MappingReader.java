package io.accountsync.mapping;

import io.accountsync.config.FileName;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** Compiles the definition of a sync file into a {@link Mapping}, and notes what is wrong in it. */
final class MappingReader {
    private final String file;
    private final SyncDefinition definition;

    /** @param file the sync file, for messages */
    MappingReader(String file, SyncDefinition definition) {
        this.file = file;
        this.definition = definition;
    }

    /** The mapping with its mistakes; what they concern is left out of it. */
    Mapping read(CamelContext context, ZoneId zone) {
        Mistakes mistakes = new Mistakes(file, definition.form());
        if (lacks(definition.getObject(), "object")) {
            mistakes.about("object").add("is missing; name the Salesforce object, such as Account");
        }
        if (lacks(definition.getExternalId(), "externalId")) {
            mistakes.about("externalId").add("is missing; name the External ID field that records are matched by");
        }
        CursorType cursorType = cursorType(mistakes.about("cursorType"));
        OperationRules.examine(definition, mistakes);
        RowExpressions expressions = new RowExpressions(context, zone);
        List<FieldMapping> fields = fields(expressions, mistakes);
        GoneRule gone = new GoneRuleReader(definition, expressions, directory(), mistakes).read();
        if (!Mapping.blank(definition.getExternalId())
                && !isMapped(definition.getExternalId())
                && !definition.form().leftOut(definition.getExternalId())) {
            mistakes.about("externalId")
                    .add(definition.getExternalId() + " is not mapped; "
                            + (isMapped(definition.getExternalId() + "__c")
                                    ? "did you mean " + definition.getExternalId() + "__c, which is?"
                                    : "add it under fields, with the column that identifies a row"));
        }
        return new Mapping(file, definition, cursorType, fields, mistakes.found(), zone, gone);
    }

    /** Whether a property is missing; one that was written wrong is not. */
    private boolean lacks(String value, String property) {
        return Mapping.blank(value) && !definition.form().isBroken(property);
    }

    private boolean isMapped(String field) {
        return definition.rules().keySet().stream().anyMatch(field::equalsIgnoreCase);
    }

    private CursorType cursorType(Mistakes mistakes) {
        String word = String.valueOf(definition.getCursorType()).toUpperCase(Locale.ROOT);
        for (CursorType type : CursorType.values()) {
            if (type.name().equals(word)) {
                return type;
            }
        }
        mistakes.add("must be one of "
                + Arrays.stream(CursorType.values())
                        .map(type -> type.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        return null;
    }

    private Path directory() {
        return FileName.found(file).toAbsolutePath().getParent();
    }

    private List<FieldMapping> fields(RowExpressions expressions, Mistakes mistakes) {
        Path directory = directory();
        List<FieldMapping> fields = new ArrayList<>();
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        definition.rules().forEach((target, rule) -> {
            Mistakes ofField = mistakes.about(target);
            if (target.isBlank()) {
                mistakes.add("fields has an entry without a name; write the field's API name before the colon");
            } else if (!seen.add(target)) {
                ofField.add("is mapped twice (names differ only in case); keep one of them");
            } else {
                FieldMapping field =
                        FieldMapping.compile(target, rule, expressions, directory, definition.form(), ofField);
                if (field != null && field.isWhole() && target.equalsIgnoreCase(definition.getExternalId())) {
                    field.checkKey(ofField);
                }
                if (field != null) {
                    fields.add(field);
                }
            }
        });
        return List.copyOf(fields);
    }
}
