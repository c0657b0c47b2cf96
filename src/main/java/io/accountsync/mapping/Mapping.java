package io.accountsync.mapping;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * A sync file's mapping, checked and compiled as far as that goes without the org. {@link #bind} adds what the org's
 * describe says.
 */
public final class Mapping {
    private final String file;
    private final SyncDefinition definition;
    private final CursorType cursorType;
    private final List<FieldMapping> fields;
    private final List<Finding> findings;
    private final ZoneId zone;
    private final GoneRule gone;
    private volatile Map<String, String> types = Map.of();

    Mapping(
            String file,
            SyncDefinition definition,
            CursorType cursorType,
            List<FieldMapping> fields,
            List<Finding> findings,
            ZoneId zone,
            GoneRule gone) {
        this.file = file;
        this.definition = definition;
        this.cursorType = cursorType;
        this.fields = fields;
        this.findings = findings;
        this.zone = zone;
        this.gone = gone;
    }

    /**
     * Compiles a definition. What is wrong in it is kept among the {@link #findings}, and what it concerns left out.
     *
     * @param file the sync file, for messages
     * @param zone of times that have none in the rows, and in which a moment has its day
     */
    public static Mapping read(String file, SyncDefinition definition, CamelContext context, ZoneId zone) {
        return new MappingReader(file, definition).read(context, zone);
    }

    /**
     * Compiles a definition that must be without mistakes, with times in UTC.
     *
     * @throws ConfigurationException naming the file and, a line each, every mistake found with its field and remedy
     */
    public static Mapping compile(String file, SyncDefinition definition, CamelContext context) {
        Mapping mapping = read(file, definition, context, ZoneOffset.UTC);
        Mistakes.refuse(mapping.findings);
        return mapping;
    }

    /** The line of the file that a property or a field stands in, from 1; 0 when that is not known. */
    public int lineOf(String property) {
        return definition.lines().of(property);
    }

    /** What is wrong in the file itself. */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * Adds what the org says of the object: types, lengths, names of relationships, and what does not fit.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public Binding bind(OrgObjects objects) throws SalesforceException {
        List<BoundField> bound = new ArrayList<>();
        Binding binding = new MappingBinder(this, definition, fields, objects).bind(bound);
        types = ShownField.types(bound);
        return binding;
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

    /** What Salesforce is to do with rows. */
    public Operation operation() {
        return Operation.of(definition.getOperation()).orElse(Operation.UPSERT);
    }

    /** What becomes of rows whose records are gone in Salesforce. */
    public WhenGone whenGone() {
        return WhenGone.of(definition.getWhenGone()).orElse(WhenGone.RECREATE);
    }

    /** The key of a record for people, whose payload is at hand. */
    public WrittenKey written(String key, Payload payload) {
        return WrittenKey.of(key, payload, externalId());
    }

    /** The rules by which records of the org are matched to rows, as the file has them; null where it has none. */
    public String match() {
        return blank(definition.getMatch()) ? null : definition.getMatch();
    }

    /** Whether an empty value may empty a field of a record. */
    public boolean clearsFields() {
        return fields.stream().anyMatch(FieldMapping::clears);
    }

    /** The names of the syncs that this one follows, in the order of the file. */
    public List<String> after() {
        return blank(definition.getAfter())
                ? List.of()
                : Arrays.stream(definition.getAfter().split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    /** Its lines for people; with types once it was bound. */
    public List<ShownField> shown() {
        return ShownField.all(definition, fields, types);
    }

    /** What becomes of records whose rows are gone. */
    public GoneRule gone() {
        return gone;
    }

    /** In which times of rows are taken that have no zone. */
    ZoneId zone() {
        return zone;
    }

    /** The cursor column, or null. */
    public String cursor() {
        return blank(definition.getCursor()) ? null : definition.getCursor();
    }

    /** What the cursor column holds; null without one. */
    public CursorType cursorType() {
        return cursor() == null ? null : cursorType;
    }

    /** Whether what the file says of its cursor has a meaning. */
    boolean isCursorRead() {
        return cursorType != null;
    }

    /** The columns that the mapping reads, each with the target field (or {@code cursor}) that reads it first. */
    public Map<String, String> columns() {
        Map<String, String> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        paths().forEach((path, field) -> columns.putIfAbsent(path.column(), field));
        return columns;
    }

    /** The columns that the External ID may be made of. */
    public Set<String> keyColumns() {
        return fields.stream()
                .filter(field -> field.target().equals(externalId()))
                .flatMap(field -> field.columns().stream())
                .collect(Collectors.toSet());
    }

    /** The same down to members and entries of their values. */
    public Map<ColumnPath, String> paths() {
        Map<ColumnPath, String> paths = new LinkedHashMap<>();
        for (FieldMapping field : fields) {
            field.paths().forEach(path -> paths.putIfAbsent(path, field.target()));
        }
        if (cursor() != null) {
            paths.putIfAbsent(ColumnPath.of(cursor()), "cursor");
        }
        gone.paths().forEach(path -> paths.putIfAbsent(path, GoneRule.DELETED_WHEN));
        return paths;
    }

    static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
