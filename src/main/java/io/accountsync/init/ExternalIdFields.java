package io.accountsync.init;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.mapping.FieldKind;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** The fields of an object that can be the External ID of a sync. */
final class ExternalIdFields {
    private final String object;
    private final List<SObjectField> all;

    /** @throws ConfigurationException when there is none; the message says how to make one */
    ExternalIdFields(SObjectDescription describe) {
        this.object = describe.getName();
        this.all = describe.getFields().stream()
                .filter(field -> new FieldKind(field).isKey())
                .toList();
        if (all.isEmpty()) {
            throw new ConfigurationException(
                    object + " has no field in this org that is an External ID and unique, or the"
                            + " user may not see it, so that records could not be matched. Make one: Setup, Object Manager, "
                            + describe.getLabel()
                            + ", Fields & Relationships, New: Text, long enough for your keys, with External ID and Unique"
                            + " ticked; then give the user of the sync Read and Edit on it (docs/salesforce-setup.md)");
        }
    }

    /**
     * The one that somebody named, or the only one, or the one that a column is named for.
     *
     * @param wish null for none
     * @param column of the key, if somebody named it
     * @return empty when it must be asked for
     * @throws ConfigurationException when the one that was named is none
     */
    Optional<SObjectField> choose(String wish, String column, List<String> columns) {
        if (wish != null) {
            return Optional.of(all.stream()
                    .filter(field -> field.getName().equalsIgnoreCase(wish))
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationException("--external-id " + wish + " is not a field of "
                            + object + " in this org that is an External ID and unique; there is " + names())));
        }
        if (all.size() == 1) {
            return Optional.of(all.get(0));
        }
        List<SObjectField> named = all.stream()
                .filter(field ->
                        (column == null ? columns : List.of(column)).stream().anyMatch(name -> isNamedFor(name, field)))
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** Whether a column has the name or label of such a field. */
    static boolean isNamedFor(String column, SObjectField field) {
        String name = FieldNames.folded(column);
        String label = field.getLabel() == null ? "" : field.getLabel();
        return name.equals(FieldNames.folded(field.getName()))
                || name.equals(FieldNames.folded(
                        field.getName().replaceFirst("__c$", "").replaceFirst("^[A-Za-z0-9]+__", "")))
                || name.equals(FieldNames.folded(label));
    }

    Question question() {
        return new Question(
                Sentence.closed(object + " has several fields that are an External ID and unique: " + names())
                        + " Say by which one records are matched.",
                "--external-id " + all.get(0).getName());
    }

    private String names() {
        return String.join(", ", all.stream().map(SObjectField::getName).toList());
    }
}
