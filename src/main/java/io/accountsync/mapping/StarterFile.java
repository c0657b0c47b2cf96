package io.accountsync.mapping;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * A sync file to begin with: the External ID and the required fields of an object mapped to columns whose names are guesses,
 * and every other field that can be written as a comment to be taken in.
 */
public final class StarterFile {
    private static final int COMMENT_LENGTH = 70;

    private static final String WRITE_ONCE = "  write: onCreate # set once and for all\n";

    /** Each costs a call. */
    private static final int MOST_LOOKED_AT = 3;

    private static final String TEMPLATE =
            """
            # Rows of a table -> Salesforce @object@. A start, by account-sync discover @object@ --mapping.
            # Put your columns between ${body[ and ]}, take fields in by removing "# " before them, name your table in the
            # query below; then: account-sync check @sync@
            - beans:
                - name: @sync@
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: @object@
                    externalId: @key@ # matches records; unique@others@
                    # cursor: updated_at # grows when a row changes; in the query: where updated_at >= :#${variable.since}
                    fields:
            @fields@
            - templatedRoute:
                routeTemplateRef: sync-schedule # when sync.@sync@.schedule says so, else each quarter of an hour
                parameters:
                  - name: sync
                    value: @sync@

            - route:
                id: @sync@-source
                description: The rows, as a stream
                from:
                  uri: direct
                  parameters:
                    name: @sync@-source
                  steps:
                    - to:
                        uri: sql
                        parameters:
                          query: select * from my_table
                          dataSource: "#source"
                          outputType: StreamList
            """;

    private final SObjectDescription describe;
    private final OrgObjects objects;
    private final String key;
    private final ColumnGuesses columns = new ColumnGuesses();
    private final StringBuilder flat = new StringBuilder();
    private final StringBuilder rules = new StringBuilder();

    private StarterFile(SObjectDescription describe, OrgObjects objects) {
        this.describe = describe;
        this.objects = objects;
        this.key = keyOf(describe);
    }

    /**
     * The file for an object.
     *
     * @param objects to look up what references point to
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public static String of(SObjectDescription describe, OrgObjects objects) throws SalesforceException {
        return new StarterFile(describe, objects).write();
    }

    /** The name of the sync in the file. */
    public static String syncName(SObjectDescription describe) {
        String plural = describe.getLabelPlural() == null ? "" : describe.getLabelPlural();
        String name =
                plural.matches("[A-Za-z0-9 ]+") ? plural : describe.getName().replaceFirst("__c$", "");
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private String write() throws SalesforceException {
        TargetFields targets = new TargetFields(describe);
        List<SObjectField> fields = new ArrayList<>(describe.getFields());
        fields.sort(Comparator.comparing((SObjectField field) -> !isActive(field, targets)));
        Optional<SObjectField> keyField = targets.field(key);
        if (keyField.isEmpty()) {
            flat.append(line(key, "to be created in Setup: Text, External ID, Unique", true));
        } else {
            add(keyField.get(), true);
        }
        for (SObjectField field : fields) {
            FieldKind kind = new FieldKind(field);
            boolean isTyped =
                    ValueConverters.forField(field.getName(), field, false, new Dates(ZoneOffset.UTC)) != null;
            if ((kind.isWritable() || isNeededOnce(field))
                    && isTyped
                    && !field.getName().equals(key)) {
                add(field, isActive(field, targets));
            }
        }
        String sync = syncName(describe);
        return TEMPLATE.replace("@object@", describe.getName())
                .replace("@sync@", sync)
                .replace("@key@", key)
                .replace("@others@", otherKeys())
                .replace("@fields@", flat.toString() + rules);
    }

    /** What a new record must bring and nobody changes later, such as the master of a detail record. */
    private static boolean isNeededOnce(SObjectField field) {
        return TargetFields.isRequired(field) && !Boolean.TRUE.equals(field.isUpdateable());
    }

    /** Required, or what makes the Name of a person where that cannot be written. */
    private static boolean isActive(SObjectField field, TargetFields targets) {
        boolean namesPeople = field.getName().equals("LastName")
                && targets.field("Name")
                        .filter(name -> !Boolean.TRUE.equals(name.isCreateable()))
                        .isPresent();
        return TargetFields.isRequired(field) || namesPeople;
    }

    private void add(SObjectField field, boolean active) throws SalesforceException {
        if (!"reference".equals(field.getType())) {
            add(field, comment(field), active);
            return;
        }
        String by = lookup(field);
        if (field.getName().equals("RecordTypeId")) {
            rules.append("          # RecordTypeId: # by its API name\n")
                    .append("          #   value: \"${body[" + columns.of("RecordType") + "]}\"\n")
                    .append("          #   reference: { object: RecordType, by: DeveloperName, where: \"SobjectType = '"
                            + describe.getName() + "'\" }\n");
            return;
        }
        if (by == null) {
            add(field, cut("Salesforce id, " + new FieldKind(field).type()), active);
            return;
        }
        String mark = active ? "          " : "          # ";
        rules.append(mark)
                .append(field.getRelationshipName() + ": # " + cut(new FieldKind(field).type()) + "\n")
                .append(mark + "  lookup: " + by + "\n")
                .append(mark + "  value: \"${body[" + columns.of(field.getRelationshipName()) + "]}\"\n")
                .append(isNeededOnce(field) ? mark + WRITE_ONCE : "");
    }

    private void add(SObjectField field, String comment, boolean active) {
        if (isNeededOnce(field)) {
            rules.append("          " + field.getName() + ": # " + comment + "\n")
                    .append("            value: \"${body[" + columns.of(field.getName()) + "]}\"\n")
                    .append("          " + WRITE_ONCE);
        } else {
            flat.append(line(field.getName(), comment, active));
        }
    }

    /** The field by which the record is found that a reference points to; null when there is none. */
    private String lookup(SObjectField field) throws SalesforceException {
        List<String> pointsTo = FieldBinding.pointsTo(field);
        if (field.getRelationshipName() == null || pointsTo.isEmpty()) {
            return null;
        }
        if (pointsTo.size() == 1) {
            return key(pointsTo.get(0));
        }
        for (String object : likely(pointsTo)) {
            String found = key(object);
            if (found != null && found.endsWith("__c")) {
                return object + "." + found;
            }
        }
        return null;
    }

    /** Of the objects that a field refers to those that are looked at: its own, Accounts, and no more than a few. */
    private List<String> likely(List<String> pointsTo) {
        return pointsTo.stream()
                .sorted(Comparator.comparing((String object) -> !object.equalsIgnoreCase(describe.getName()))
                        .thenComparing(object -> !object.equalsIgnoreCase("Account")))
                .limit(MOST_LOOKED_AT)
                .toList();
    }

    /** The field that identifies records of an object; null when there is none. */
    private String key(String object) throws SalesforceException {
        if (object.equalsIgnoreCase(describe.getName())) {
            return key;
        }
        return objects.find(object).stream()
                .flatMap(other -> other.getFields().stream())
                .filter(other -> TargetFields.isIdentifying(other) && !"id".equals(other.getType()))
                .min(Comparator.comparing(other -> !Boolean.TRUE.equals(other.isUnique())))
                .map(SObjectField::getName)
                .orElse(null);
    }

    private String line(String field, String comment, boolean active) {
        return (active ? "          " : "          # ") + field + ": \"${body[" + columns.of(field) + "]}\" # "
                + comment + "\n";
    }

    private static String comment(SObjectField field) {
        FieldKind kind = new FieldKind(field);
        String comment = kind.type()
                + (kind.isRequired() ? ", required" : "")
                + (kind.isKey() ? ", External ID, unique" : "")
                + (kind.entries().isEmpty() ? "" : ": " + String.join(", ", kind.entries()));
        return cut(comment);
    }

    private static String cut(String comment) {
        return comment.length() > COMMENT_LENGTH ? comment.substring(0, COMMENT_LENGTH - 3) + "..." : comment;
    }

    private static String keyOf(SObjectDescription describe) {
        return keys(describe).stream().findFirst().orElse("External_Id__c");
    }

    private String otherKeys() {
        List<String> others =
                keys(describe).stream().filter(name -> !name.equals(key)).toList();
        return others.isEmpty() ? "" : "; also: " + String.join(", ", others);
    }

    private static List<String> keys(SObjectDescription describe) {
        return describe.getFields().stream()
                .filter(field -> new FieldKind(field).isKey())
                .map(SObjectField::getName)
                .toList();
    }
}
