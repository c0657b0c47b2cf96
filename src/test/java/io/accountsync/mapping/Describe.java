package io.accountsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.component.salesforce.api.dto.PickListValue;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** An Account's describe in the making: its External ID field and what a test adds. */
public final class Describe {
    private final SObjectDescription description = new SObjectDescription();

    private Describe(String name) {
        description.setName(name);
        description.setFields(new ArrayList<>());
    }

    /** An object with nothing but its id. */
    public static Describe object(String name) {
        return new Describe(name).field("Id", "id", field -> {
            field.setCreateable(false);
            field.setUpdateable(false);
        });
    }

    public static Describe account() {
        return object("Account")
                .field("Customer_Id__c", "string", field -> {
                    field.setLength(18);
                    field.setExternalId(true);
                    field.setIdLookup(true);
                    field.setUnique(true);
                })
                .field("Name", "string", field -> field.setLength(255))
                .field("ParentId", "reference", field -> {
                    field.setLength(18);
                    field.setRelationshipName("Parent");
                    field.setReferenceTo(List.of("Account"));
                });
    }

    /** Adds a writable field, or puts it in the place of one of this name. */
    public Describe field(String name, String type, Consumer<SObjectField> details) {
        SObjectField field = new SObjectField();
        field.setName(name);
        field.setType(type);
        field.setLength(0);
        field.setCreateable(true);
        field.setUpdateable(true);
        field.setExternalId(false);
        field.setIdLookup(false);
        field.setUnique(false);
        field.setCaseSensitive(false);
        details.accept(field);
        description.getFields().removeIf(other -> other.getName().equals(name));
        description.getFields().add(field);
        return this;
    }

    public Describe field(String name, String type) {
        return field(name, type, field -> {});
    }

    public Describe text(String name, int length) {
        return field(name, "string", field -> field.setLength(length));
    }

    /** A picklist that takes these values only. */
    Describe restrictedPicklist(String name, String... values) {
        return field(name, "picklist", field -> {
            field.setLength(255);
            field.setRestrictedPicklist(true);
            List<PickListValue> choices = new ArrayList<>();
            for (String value : values) {
                PickListValue choice = new PickListValue();
                choice.setValue(value);
                choice.setLabel(value);
                choice.setActive(true);
                choices.add(choice);
            }
            field.setPicklistValues(choices);
        });
    }

    public SObjectDescription build() {
        return description;
    }
}
