package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.source.UnreadableValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A column that could not be read reaches no payload, however it is mapped. */
class UnreadableValueTest {
    private static final UnreadableValue UNREADABLE =
            new UnreadableValue("the column v of type money cannot be read in row 7 (SQL state 22003); cast it");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body[v]}",
                "x ${body[v]}",
                "${body[v].toString()}",
                "${uppercase(${body[v]})}",
                "${body.get('v')} and more"
            })
    void itMakesTheRowInvalid(String value) {
        InvalidRowException refusal =
                TestMapping.field("string", rule -> rule.setValue(value)).refusal("v", UNREADABLE);
        assertThat(refusal.code()).isIn("UNREADABLE", "EXPRESSION_FAILED");
        assertThat(refusal.field()).isEqualTo("F__c");
    }

    @Test
    void theRowNamesColumnAndPlace() {
        InvalidRowException refusal = TestMapping.fieldOfType("string").refusal("v", UNREADABLE);
        assertThat(refusal.code()).isEqualTo("UNREADABLE");
        assertThat(refusal).hasMessage(UNREADABLE.reason());
    }

    @Test
    void aCursorThatCannotBeReadMakesTheRowInvalid() {
        InvalidRowException refusal = TestMapping.accounts()
                .definition(definition -> definition.setCursor("v"))
                .refusal("v", UNREADABLE);
        assertThat(refusal.code()).isEqualTo("UNREADABLE");
    }
}
