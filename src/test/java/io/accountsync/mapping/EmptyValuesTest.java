package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.accounts;
import static io.accountsync.mapping.TestMapping.field;
import static io.accountsync.mapping.TestMapping.fieldOfType;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import javax.sql.rowset.serial.SerialClob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nulls have one meaning: whenEmpty. Blank texts count as empty; default comes before it. */
class EmptyValuesTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n "})
    void anEmptyValueIsNotSent(String column) throws Exception {
        assertThat(fieldOfType("string").json("v", column)).isEqualTo("{\"Customer_Id__c\":\"C1\"}");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n "})
    void whenEmptyClearSendsNull(String column) throws Exception {
        assertThat(field("string", EmptyValuesTest::clearing).json("v", column))
                .isEqualTo("{\"Customer_Id__c\":\"C1\",\"F__c\":null}");
    }

    @Test
    void whenEmptyClearLeavesOtherValuesAlone() throws Exception {
        assertThat(field("int", EmptyValuesTest::clearing).valueOf(0).intValue())
                .isZero();
        assertThat(field("string", EmptyValuesTest::clearing).valueOf("null").textValue())
                .isEqualTo("null");
    }

    @Test
    void columnsAreNamedWithTheFieldThatReadsThem() {
        Mapping mapping = field("string", rule -> {
                    rule.setValue("${body[A]} ${body[b].trim()}");
                    rule.setDefault("${body[c]}");
                })
                .definition(definition -> definition.setCursor("updated_at"))
                .compile();
        assertThat(mapping.columns())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("id", "Customer_Id__c", "A", "F__c", "b", "F__c", "c", "F__c", "updated_at", "cursor"));
        assertThat(mapping.file()).isEqualTo(TestMapping.FILE);
    }

    @Test
    void aColumnThatTheRowLacksIsEmpty() throws Exception {
        assertThat(fieldOfType("string").payload().has("F__c")).isFalse();
    }

    @Test
    void textAroundColumnsThatAreAllEmptyIsEmptyWhenNothingButBlanksIsLeft() throws Exception {
        TestMapping mapping = field("string", rule -> rule.setValue("${body[a]} ${body[b]}"));
        assertThat(mapping.payload("a", null, "b", null).has("F__c")).isFalse();
        assertThat(mapping.payload("a", "x", "b", null).get("F__c").textValue()).isEqualTo("x ");
    }

    @Test
    void aBlankLongTextIsEmpty() throws Exception {
        assertThat(field("textarea", EmptyValuesTest::clearing)
                        .valueOf(new SerialClob(" \n".toCharArray()))
                        .isNull())
                .isTrue();
    }

    @Test
    void aLongTextOfTheDatabaseIsReadToItsEnd() throws Exception {
        String text = "A long story. ".repeat(5000);
        assertThat(fieldOfType("textarea")
                        .valueOf(new SerialClob(text.toCharArray()))
                        .textValue())
                .isEqualTo(text);
    }

    @Test
    void aListWithoutElementsIsCleared() throws Exception {
        assertThat(field("multipicklist", EmptyValuesTest::clearing)
                        .valueOf(List.of())
                        .isNull())
                .isTrue();
    }

    @Test
    void aValueThatShallAlwaysBeEmptyIsCleared() throws Exception {
        TestMapping mapping = field("string", rule -> {
            rule.setValue("");
            rule.setWhenEmpty("clear");
        });
        assertThat(mapping.payload().get("F__c").isNull()).isTrue();
    }

    @Test
    void theDefaultStandsInForAnEmptyValue() throws Exception {
        TestMapping mapping = field("string", rule -> {
            rule.setValue("${body[v]}");
            rule.setDefault("none");
        });
        assertThat(mapping.valueOf(null).textValue()).isEqualTo("none");
        assertThat(mapping.valueOf("  ").textValue()).isEqualTo("none");
        assertThat(mapping.valueOf("x").textValue()).isEqualTo("x");
    }

    @Test
    void theDefaultStandsInForAnEmptyList() throws Exception {
        TestMapping mapping = field("multipicklist", rule -> {
            rule.setValue("${body[v]}");
            rule.setDefault("A;B");
        });
        assertThat(mapping.valueOf(List.of()).textValue()).isEqualTo("A;B");
    }

    @Test
    void theDefaultCanBeAnExpression() throws Exception {
        TestMapping mapping = field("string", rule -> {
            rule.setValue("${body[v]}");
            rule.setDefault("No. ${body[id]}");
        });
        assertThat(mapping.valueOf(null).textValue()).isEqualTo("No. C1");
    }

    @Test
    void anEmptyDefaultLeavesItToWhenEmpty() throws Exception {
        TestMapping mapping = field("string", rule -> {
            rule.setValue("${body[v]}");
            rule.setDefault("${body[w]}");
            rule.setWhenEmpty("clear");
        });
        assertThat(mapping.payload("v", null, "w", null).get("F__c").isNull()).isTrue();
    }

    @Test
    void aDefaultIsConvertedLikeAValue() throws Exception {
        TestMapping mapping = field("boolean", rule -> {
            rule.setValue("${body[v]}");
            rule.setDefault("no");
        });
        assertThat(mapping.valueOf(null).booleanValue()).isFalse();
    }

    @Test
    void anEmptyLookupClearsTheReferenceFieldAndNotTheRelationship() throws Exception {
        TestMapping mapping = accounts().map("Parent", rule -> {
            rule.setLookup("Customer_Id__c");
            rule.setValue("${body[parent]}");
            rule.setWhenEmpty("clear");
        });
        assertThat(mapping.json("parent", null)).isEqualTo("{\"Customer_Id__c\":\"C1\",\"ParentId\":null}");
        assertThat(mapping.record("parent", " ").parentKey()).isNull();
    }

    @Test
    void anEmptyLookupIsNotSent() throws Exception {
        TestMapping mapping = accounts().map("Parent", rule -> {
            rule.setLookup("Customer_Id__c");
            rule.setValue("${body[parent]}");
        });
        assertThat(mapping.json("parent", null)).isEqualTo("{\"Customer_Id__c\":\"C1\"}");
    }

    private static void clearing(FieldRule rule) {
        rule.setValue("${body[v]}");
        rule.setWhenEmpty("clear");
    }
}
