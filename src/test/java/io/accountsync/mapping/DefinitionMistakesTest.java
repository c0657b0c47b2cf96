package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.FILE;
import static io.accountsync.mapping.TestMapping.accounts;
import static io.accountsync.mapping.TestMapping.empty;
import static io.accountsync.mapping.TestMapping.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads who got something wrong in the sync file itself. */
class DefinitionMistakesTest {
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = " ")
    void objectAndExternalIdAreAskedFor(String blank) {
        assertThat(accounts()
                        .definition(definition -> {
                            definition.setObject(blank);
                            definition.setExternalId(blank);
                        })
                        .mistakes())
                .isEqualTo(FILE + ": object is missing; name the Salesforce object, such as Account.\n" + FILE
                        + ": externalId is missing; name the External ID field that records are matched by.");
    }

    @Test
    void theExternalIdMustBeMapped() {
        assertThat(empty().map("Name", "${body[name]}").mistakes())
                .isEqualTo(
                        FILE + ": externalId Customer_Id__c is not mapped; add it under fields, with the column that "
                                + "identifies a row.");
    }

    @Test
    void theExternalIdMayBeSpelledInAnotherCase() {
        assertThatNoException()
                .isThrownBy(() -> empty().map("CUSTOMER_ID__C", "${body[id]}").bind());
    }

    @Test
    void aMistakeInTheExternalIdsOwnRuleDoesNotMeanThatItIsNotMapped() {
        assertThat(empty().map("customer_id__c", "${body[").mistakes())
                .contains("customer_id__c has an expression")
                .doesNotContain("not mapped");
    }

    @Test
    void aConstantIsNoExternalId() {
        assertThat(empty().map("Customer_Id__c", "C1").mistakes())
                .isEqualTo(FILE + ": Customer_Id__c is the External ID and the same for every row; give it the column "
                        + "that identifies a row.");
    }

    @Test
    void whoOwnsAFieldIsSaidByOneOfThreeWords() {
        assertThat(accounts()
                        .map("Name", rule -> {
                            rule.setValue("x");
                            rule.setWrite("sometimes");
                        })
                        .mistakes())
                .contains("Name", "write must be always, onCreate or ifBlank");
    }

    @Test
    void theOperationIsOneOfThreeWords() {
        assertThat(accounts()
                        .definition(definition -> definition.setOperation("insert"))
                        .mistakes())
                .isEqualTo(FILE + ": operation must be one of upsert, update, create.");
    }

    @ParameterizedTest
    @CsvSource({
        "upsert, never, must be one of recreate",
        "create, reject, has no meaning with operation: create",
        "update, recreate, is recreate",
    })
    void whatBecomesOfRecordsThatAreGoneFitsTheOperation(String operation, String whenGone, String mistake) {
        assertThat(accounts()
                        .definition(definition -> {
                            definition.setOperation(operation);
                            definition.setWhenGone(whenGone);
                        })
                        .mistakes())
                .startsWith(FILE + ": whenGone " + mistake);
    }

    @Test
    void aSyncThatOnlyCreatesFlagsNothingAndDeletesWhatItCreated() {
        assertThat(accounts()
                        .definition(definition -> {
                            definition.setOperation("create");
                            definition.setWhenRowGone("flag");
                            definition.setFlag(Map.of("field", "Status__c", "value", "Inactive"));
                        })
                        .mistakes())
                .startsWith(
                        FILE + ": whenRowGone is flag, and operation: create never touches a record that is there; ");
        assertThatNoException().isThrownBy(() -> accounts()
                .definition(definition -> {
                    definition.setOperation("create");
                    definition.setWhenRowGone("delete");
                })
                .bind());
    }

    @Test
    void aSyncThatOnlyUpdatesIsToldThatItDeletesOnlyWithDeleteAdopted() {
        assertThat(deleting("false").warnings())
                .singleElement()
                .asString()
                .contains("whenRowGone is delete, and operation: update creates no record", "deleteAdopted: true");
        assertThat(deleting("true").warnings()).isEmpty();
    }

    private static TestMapping deleting(String adopted) {
        return accounts().definition(definition -> {
            definition.setOperation("update");
            definition.setWhenRowGone("delete");
            definition.setDeleteAdopted(adopted);
        });
    }

    @Test
    void whatIsNeverMergedIsNotFollowed() {
        assertThat(accounts()
                        .definition(definition -> {
                            definition.setObject("Machine__c");
                            definition.setWhenGone("followMerge");
                        })
                        .mistakes())
                .contains("whenGone is followMerge, and Salesforce merges no records of Machine__c; make it reject");
    }

    @Test
    void whatOnlyNewRecordsGetIsOfNoUseToAnUpdate() {
        assertThat(accounts()
                        .definition(definition -> definition.setOperation("update"))
                        .map("Name", rule -> {
                            rule.setValue("x");
                            rule.setWrite("onCreate");
                        })
                        .mistakes())
                .contains("Name has write: onCreate, and operation: update creates no record");
    }

    @Test
    void theExternalIdBelongsToTheSource() {
        assertThat(empty().map("Customer_Id__c", rule -> {
                            rule.setValue("${body[id]}");
                            rule.setWrite("onCreate");
                        })
                        .mistakes())
                .contains("is the External ID, which every record needs; remove write");
    }

    @Test
    void whatBelongsToSalesforceIsNotCleared() {
        assertThat(accounts()
                        .map("Name", rule -> {
                            rule.setValue("x");
                            rule.setWrite("ifBlank");
                            rule.setWhenEmpty("clear");
                        })
                        .mistakes())
                .contains("there is nothing to clear; remove whenEmpty: clear");
    }

    @Test
    void aDefaultIsNoExternalId() {
        assertThat(empty().map("Customer_Id__c", rule -> {
                            rule.setValue("${body[id]}");
                            rule.setDefault("C0");
                        })
                        .mistakes())
                .contains("would make one record of all rows without one; remove it");
    }

    @Test
    void anotherColumnMayStandInForAnExternalId() throws Exception {
        assertThat(empty().map("Customer_Id__c", rule -> {
                            rule.setValue("${body[new_id]}");
                            rule.setDefault("${body[old_id]}");
                        })
                        .record("new_id", null, "old_id", "O1")
                        .key())
                .isEqualTo("o1");
    }

    @Test
    void anExternalIdIsNotCut() {
        assertThat(empty().map("Customer_Id__c", rule -> {
                            rule.setValue("${body[id]}");
                            rule.setTooLong("truncate");
                        })
                        .mistakes())
                .contains("could make one record of two rows; remove it");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = " ")
    void aFieldWithoutValueIsNamed(String blank) {
        assertThat(accounts().map("Name", blank).mistakes())
                .isEqualTo(
                        FILE + ": Name has no value; write an expression such as \"${body[column]}\", or a constant.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "~"})
    void theNullOfYamlIsNotSentAsText(String constant) {
        assertThat(accounts().map("Name", constant).mistakes())
                .isEqualTo(FILE + ": Name would send the text \"null\"; write \"\" for an empty value, and whenEmpty: "
                        + "clear to empty the field.");
        assertThat(field("string", rule -> {
                            rule.setValue("${body[v]}");
                            rule.setTranslate(Map.of("a", constant));
                        })
                        .mistakes())
                .contains("F__c would send the text");
        assertThat(field("string", rule -> {
                            rule.setValue("${body[v]}");
                            rule.setDefault(constant);
                        })
                        .mistakes())
                .contains("F__c would send the text");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "maybe", "cleared", "keep "})
    void anUnknownOptionIsNamedWithTheKnownOnes(String word) {
        assertThat(field("string", rule -> {
                            rule.setValue("${body[v]}");
                            rule.setWhenEmpty(word);
                            rule.setTooLong(word);
                        })
                        .mistakes())
                .isEqualTo(FILE + ": F__c whenEmpty must be keep or clear.\n" + FILE
                        + ": F__c tooLong must be reject or truncate.");
    }

    @Test
    void optionsIgnoreCase() {
        assertThatNoException().isThrownBy(() -> field("string", rule -> {
                    rule.setValue("${body[v]}");
                    rule.setWhenEmpty("Clear");
                    rule.setTooLong("TRUNCATE");
                })
                .bind());
    }

    @Test
    void anEmptyLookupIsNamed() {
        assertThat(accounts()
                        .map("Parent", rule -> {
                            rule.setValue("${body[p]}");
                            rule.setLookup(" ");
                        })
                        .mistakes())
                .contains("Parent has an empty lookup; name the External ID field");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "time", "timestmp"})
    void anUnknownCursorTypeIsNamedWithTheKnownOnes(String word) {
        assertThat(accounts()
                        .definition(definition -> definition.setCursorType(word))
                        .mistakes())
                .isEqualTo(FILE + ": cursorType must be one of timestamp, date, integer.");
    }

    @Test
    void twoSpellingsOfOneFieldAreNamed() {
        assertThat(accounts()
                        .map("Name", "${body[a]}")
                        .map("NAME", "${body[b]}")
                        .mistakes())
                .isEqualTo(FILE + ": NAME is mapped twice (names differ only in case); keep one of them.");
    }

    @Test
    void anEntryWithoutNameIsNamed() {
        assertThat(accounts().map("", "${body[a]}").mistakes()).contains("fields has an entry without a name");
    }

    @Test
    void anExpressionThatCamelDoesNotUnderstandIsShown() {
        assertThat(accounts().map("Name", "${company}").mistakes())
                .isEqualTo(FILE + ": Name has an expression that Camel Simple does not understand: Unknown function: "
                        + "company at location 0, in ${company} (a column is written ${body[column]}).");
    }

    @Test
    void everyMistakeIsListedAtOnce() {
        String mistakes = empty().definition(definition -> {
                    definition.setObject(null);
                    definition.setCursorType("x");
                })
                .map("Name", "")
                .map("Website", "${url}")
                .map("Phone", rule -> {
                    rule.setValue("${nosuch}");
                    rule.setDefault("${neither}");
                    rule.setWhenEmpty("x");
                    rule.setTooLong("y");
                    rule.setLookup("");
                    rule.setTranslateFile("nowhere.csv");
                })
                .mistakes();
        assertThat(mistakes.lines()).hasSize(11).allMatch(line -> line.startsWith(FILE + ": ") && line.endsWith("."));
    }
}
