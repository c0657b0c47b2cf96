package io.accountsync.mapping;

import io.accountsync.config.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/**
 * A sync file's mapping, checked and compiled as far as that goes without the org: everything that a person can get wrong
 * in the file itself has been refused here. {@link #bind} adds what the org's describe says.
 */
public final class Mapping {
    private final String file;
    private final SyncDefinition definition;
    private final CursorType cursorType;
    private final List<FieldMapping> fields;

    private Mapping(String file, SyncDefinition definition, CursorType cursorType, List<FieldMapping> fields) {
        this.file = file;
        this.definition = definition;
        this.cursorType = cursorType;
        this.fields = fields;
    }

    /**
     * Compiles a definition.
     *
     * @param file the sync file, for messages
     * @throws ConfigurationException naming the file and, a line each, every mistake found with its field and remedy
     */
    public static Mapping compile(String file, SyncDefinition definition, CamelContext context) {
        Mistakes mistakes = new Mistakes();
        if (blank(definition.getObject())) {
            mistakes.add("object is missing; name the Salesforce object, such as Account");
        }
        if (blank(definition.getExternalId())) {
            mistakes.add("externalId is missing; name the External ID field that records are matched by");
        }
        CursorType cursorType = cursorType(definition, mistakes);
        List<FieldMapping> fields = fields(file, definition, new RowExpressions(context), mistakes);
        if (!blank(definition.getExternalId())
                && definition.rules().keySet().stream().noneMatch(definition.getExternalId()::equalsIgnoreCase)) {
            mistakes.add("externalId " + definition.getExternalId()
                    + " is not mapped; add it under fields, with the column that identifies a row");
        }
        refuse(file, mistakes);
        return new Mapping(file, definition, cursorType, fields);
    }

    /**
     * Adds what the org says of the object: types, lengths, names of relationships.
     *
     * @param describe of {@link #object()}
     * @throws ConfigurationException naming each field that the object lacks or that cannot be written as mapped
     */
    public RowMapper bind(SObjectDescription describe) {
        Mistakes mistakes = new Mistakes();
        TargetFields targets = new TargetFields(describe, externalId());
        List<BoundField> bound = new ArrayList<>();
        for (FieldMapping field : fields) {
            BoundField target = mistakes.about(field.target()).check(() -> targets.bind(field));
            if (target != null) {
                bound.add(target);
            }
        }
        refuse(file, mistakes);
        bound.sort(Comparator.comparing(BoundField::name));
        return new RowMapper(this, bound, new RecordKeys(targets.externalIdIsCaseSensitive()));
    }

    /** The sync file, as messages name it. */
    public String file() {
        return file;
    }

    public String object() {
        return definition.getObject();
    }

    public String externalId() {
        return definition.getExternalId();
    }

    /** The cursor column, or null. */
    public String cursor() {
        return blank(definition.getCursor()) ? null : definition.getCursor();
    }

    /** What the cursor column holds; null without one. */
    public CursorType cursorType() {
        return cursor() == null ? null : cursorType;
    }

    /** The columns that the mapping reads, each with the target field (or {@code cursor}) that reads it first. */
    public Map<String, String> columns() {
        Map<String, String> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (FieldMapping field : fields) {
            field.columns().forEach(column -> columns.putIfAbsent(column, field.target()));
        }
        if (cursor() != null) {
            columns.putIfAbsent(cursor(), "cursor");
        }
        return columns;
    }

    private static CursorType cursorType(SyncDefinition definition, Mistakes mistakes) {
        String word = String.valueOf(definition.getCursorType()).toUpperCase(Locale.ROOT);
        for (CursorType type : CursorType.values()) {
            if (type.name().equals(word)) {
                return type;
            }
        }
        mistakes.add("cursorType must be one of "
                + Arrays.stream(CursorType.values())
                        .map(type -> type.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        return null;
    }

    private static List<FieldMapping> fields(
            String file, SyncDefinition definition, RowExpressions expressions, Mistakes mistakes) {
        Path directory = Path.of(file).toAbsolutePath().getParent();
        List<FieldMapping> fields = new ArrayList<>();
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        definition.rules().forEach((target, rule) -> {
            Mistakes ofField = mistakes.about(target);
            if (target.isBlank()) {
                mistakes.add("fields has an entry without a name; write the field's API name before the colon");
            } else if (!seen.add(target)) {
                ofField.add("is mapped twice (names differ only in case); keep one of them");
            } else {
                FieldMapping field = FieldMapping.compile(target, rule, expressions, directory, ofField);
                if (field != null && target.equalsIgnoreCase(definition.getExternalId())) {
                    field.checkKey(ofField);
                }
                if (field != null) {
                    fields.add(field);
                }
            }
        });
        return List.copyOf(fields);
    }

    private static void refuse(String file, Mistakes mistakes) {
        if (mistakes.size() > 0) {
            throw new ConfigurationException(mistakes.found().stream()
                    .map(mistake -> file + ": " + mistake + (mistake.endsWith("?") ? "" : "."))
                    .collect(Collectors.joining("\n")));
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
