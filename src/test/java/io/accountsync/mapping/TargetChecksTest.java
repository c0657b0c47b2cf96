package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.FILE;
import static io.accountsync.mapping.TestMapping.accounts;
import static io.accountsync.mapping.TestMapping.field;
import static io.accountsync.mapping.TestMapping.fieldOfType;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.Finding;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.component.salesforce.api.dto.SObjectField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the object as a whole, and features of the org, ask of a mapping. */
class TargetChecksTest {
    @Test
    void aUserWhoMayNotCreateOrEditIsTold() {
        assertThat(accounts()
                        .org(describe -> {
                            describe.build().setCreateable(false);
                            describe.build().setUpdateable(false);
                        })
                        .mistakes()
                        .lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("object Account: the user may not create its records"))
                .anyMatch(line -> line.contains("object Account: the user may not change its records"));
    }

    @Test
    void whoOnlyUpdatesNeedNotBeAllowedToCreateNorMapWhatNewRecordsNeed() {
        TestMapping mapping = accounts()
                .org(required("Region__c", field -> {}))
                .org(describe -> describe.build().setCreateable(false))
                .definition(definition -> definition.setOperation("update"));

        assertThat(mapping.binding().findings()).isEmpty();
    }

    @Test
    void whatSalesforceDoesNotTellCannotBeWatched() {
        assertThat(accounts()
                        .org(describe -> describe.build().setReplicateable(false))
                        .definition(definition -> definition.setWhenGone("reject"))
                        .mistakes())
                .contains("whenGone is reject, and Salesforce does not tell which records of Account were deleted");
    }

    @Test
    void whoOnlyCreatesNeedNotBeAllowedToEdit() {
        TestMapping mapping = accounts()
                .org(describe -> describe.build().setUpdateable(false))
                .definition(definition -> definition.setOperation("create"));

        assertThat(mapping.binding().findings()).isEmpty();
    }

    @Test
    void aRequiredFieldMustBeMapped() {
        TestMapping mapping = accounts().org(required("Region__c", field -> {}));

        assertThat(mapping.mistakes())
                .isEqualTo(FILE + ": Region__c is required in this org and not mapped, so that no record could be "
                        + "created; add it under fields.");
        assertThat(mapping.map("region__c", "north").binding().findings()).isEmpty();
    }

    @Test
    void aRequiredReferenceIsMappedByItsRelationshipToo() {
        TestMapping mapping = accounts()
                .org(describe -> describe.field("ParentId", "reference", field -> {
                    field.setRelationshipName("Parent");
                    field.setReferenceTo(List.of("Account"));
                    field.setNillable(false);
                }))
                .map("Parent", rule -> {
                    rule.setLookup("Customer_Id__c");
                    rule.setValue("${body[p]}");
                });

        assertThat(mapping.binding().findings()).isEmpty();
    }

    @Test
    void whatTheOrgFillsInByItselfNeedsNoMapping() {
        assertThat(accounts()
                        .org(required("Newsletter__c", field -> field.setDefaultedOnCreate(true)))
                        .org(required("Number__c", field -> field.setCreateable(false)))
                        .binding()
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, false, is a formula", "false, true, is an auto number"})
    void whatTheOrgComputesCannotBeMapped(boolean formula, boolean autoNumber, String words) {
        assertThat(accounts()
                        .org(describe -> describe.field("F__c", "string", field -> {
                            field.setCreateable(false);
                            field.setUpdateable(false);
                            field.setCalculated(formula);
                            field.setAutoNumber(autoNumber);
                        }))
                        .map("F__c", "${body[x]}")
                        .mistakes())
                .contains("F__c " + words, "remove it");
    }

    @Test
    void aFieldThatMustNotBeEmptyShouldNotBeCleared() {
        assertThat(accounts()
                        .org(required("F__c", field -> {}))
                        .map("F__c", rule -> {
                            rule.setValue("${body[v]}");
                            rule.setWhenEmpty("clear");
                        })
                        .warnings())
                .singleElement()
                .asString()
                .contains("F__c must not be empty in this org", "remove whenEmpty: clear");
    }

    @Test
    void theNameOfPeopleIsDoubtful() {
        TestMapping people = accounts()
                .org(describe -> describe.field("IsPersonAccount", "boolean").text("LastName", 80))
                .map("Name", "${body[name]}");

        assertThat(people.warnings())
                .singleElement()
                .asString()
                .contains("Name cannot be written to an Account that is a person");
        assertThat(people.map("LastName", "${body[last]}").warnings())
                .singleElement()
                .asString()
                .contains("Name and LastName are both mapped", "Leave Name empty for people");
    }

    @Test
    void theNameOfPeopleThatCannotBeWrittenIsAnError() {
        assertThat(accounts()
                        .org(describe -> describe.field("IsPersonAccount", "boolean")
                                .field("Name", "string", field -> {
                                    field.setCreateable(false);
                                    field.setUpdateable(false);
                                }))
                        .map("Name", "${body[name]}")
                        .mistakes())
                .contains("Name cannot be written in this org, where Accounts are people; map FirstName and LastName");
    }

    @Test
    void peopleNeedNoName() {
        assertThat(accounts()
                        .org(describe ->
                                describe.field("IsPersonAccount", "boolean").text("LastName", 80))
                        .org(required("Name", field -> {}))
                        .map("LastName", "${body[last]}")
                        .binding()
                        .findings())
                .isEmpty();
    }

    @Test
    void amountsAreInACurrency() {
        TestMapping amounts = accounts()
                .org(describe -> describe.text("CurrencyIsoCode", 3).field("Amount__c", "currency"))
                .map("Amount__c", "${body[amount]}");

        assertThat(amounts.warnings())
                .singleElement()
                .asString()
                .contains("CurrencyIsoCode is not mapped", "several currencies", "Amount__c");
        assertThat(amounts.map("CurrencyIsoCode", "EUR").warnings()).isEmpty();
    }

    @Test
    void anEntryThatAnOpenPicklistLacksIsDoubtful() {
        TestMapping open = accounts()
                .org(describe -> describe.restrictedPicklist("Type", "Customer", "Other").build().getFields().stream()
                        .filter(field -> field.getName().equals("Type"))
                        .forEach(field -> field.setRestrictedPicklist(false)));

        assertThat(open.map("Type", "Custmer").warnings())
                .containsExactly(FILE
                        + ": Type would get \"Custmer\", which this file gives it and which is not an entry of the "
                        + "picklist; Salesforce takes it all the same. The entries are Customer, Other.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "double", "currency", "percent"})
    void textAroundAColumnMakesNoNumber(String type) {
        assertThat(field(type, rule -> rule.setValue("EUR ${body[v]}")).mistakes())
                .contains("F__c is a number, and the text around the column makes no number");
        assertThat(field(type, rule -> rule.setValue("-${body[v]}.5")).binding().isUsable())
                .isTrue();
    }

    @Test
    void textAroundAColumnMakesNoCheckbox() {
        assertThat(field("boolean", rule -> rule.setValue("is ${body[v]}")).mistakes())
                .contains("F__c is a checkbox, and text around a column is never true or false");
        assertThat(fieldOfType("boolean").binding().isUsable()).isTrue();
    }

    @Test
    void textAroundColumnsMustFitTheField() {
        assertThat(TestMapping.text(5, rule -> rule.setValue("customer ${body[v]}"))
                        .mistakes())
                .contains("F__c has more text around its columns than the field holds (5 characters)");
        assertThat(TestMapping.text(5, rule -> {
                            rule.setValue("customer ${body[v]}");
                            rule.setTooLong("truncate");
                        })
                        .binding()
                        .isUsable())
                .isTrue();
    }

    @Test
    void mistakesInTheFileAndBeforeTheOrgAreListedTogether() {
        assertThat(accounts()
                        .map("Nme", "x")
                        .map("Name", rule -> {
                            rule.setValue("x");
                            rule.setTooLong("chop");
                        })
                        .binding()
                        .findings())
                .extracting(Finding::field)
                .containsExactlyInAnyOrder("Name", "Nme");
    }

    private static Consumer<Describe> required(String name, Consumer<SObjectField> details) {
        return describe -> describe.field(name, "string", field -> {
            field.setLength(255);
            field.setNillable(false);
            details.accept(field);
        });
    }
}
