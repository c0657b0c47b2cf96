package io.accountsync.mapping;

import java.util.List;
import java.util.Locale;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** What a person wants to know of a field of an org, in a few words. */
public record FieldKind(SObjectField field) {
    /** Its type with length or digits, or what it points to: {@code string(255)}, {@code reference to Account}. */
    public String type() {
        String type = field.getType().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "reference" -> "reference to " + String.join(", ", FieldBinding.pointsTo(field));
            case "double", "currency", "percent" -> type + digits();
            case "string", "textarea", "phone", "url", "email", "encryptedstring" ->
                type + (isPositive(field.getLength()) ? "(" + field.getLength() + ")" : "");
            default -> type;
        };
    }

    /** Whether our user can set it in new records and change it later. */
    public boolean isWritable() {
        return Boolean.TRUE.equals(field.isCreateable()) && Boolean.TRUE.equals(field.isUpdateable());
    }

    /** Whether a new record must bring a value. */
    public boolean isRequired() {
        return TargetFields.isRequired(field);
    }

    /** Whether it can be the External ID of a sync: identifying, unique, and part of new records. */
    public boolean isKey() {
        return Boolean.TRUE.equals(field.isExternalId())
                && Boolean.TRUE.equals(field.isUnique())
                && Boolean.TRUE.equals(field.isCreateable());
    }

    /** The active entries of a picklist; none for other fields. */
    public List<String> entries() {
        return field.getPicklistValues() == null
                ? List.of()
                : field.getPicklistValues().stream()
                        .filter(value -> !Boolean.FALSE.equals(value.getActive()))
                        .map(value -> value.getValue())
                        .toList();
    }

    private String digits() {
        if (!isPositive(field.getPrecision())) {
            return "";
        }
        int scale = field.getScale() == null ? 0 : field.getScale();
        return "(" + (field.getPrecision() - scale) + ", " + scale + ")";
    }

    private static boolean isPositive(Integer number) {
        return number != null && number > 0;
    }
}
