package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.field;
import static io.accountsync.mapping.TestMapping.fieldOfType;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that hold lists, and what becomes of them in a text and in a multi-select picklist. */
class ListsTest {
    private static final List<Object> LIST = new ArrayList<>(Arrays.asList("Golf", null, 12, " "));

    @Test
    void aListGoesIntoATextByJoin() throws Exception {
        for (Object list : new Object[] {LIST, LIST.toArray()}) {
            assertThat(joining("; ").valueOf(list).textValue()).isEqualTo("Golf; 12");
        }
        assertThat(joining("\n").valueOf(LIST).textValue()).isEqualTo("Golf\n12");
        assertThat(joining("; ").valueOf("a single text").textValue()).isEqualTo("a single text");
        assertThat(joining("; ").valueOf(List.of())).isNull();
    }

    @Test
    void withoutJoinTheRowIsInvalidAndTheRemedyNamed() {
        for (Object list : new Object[] {LIST, LIST.toArray()}) {
            assertThat(fieldOfType("string").refusal("v", list))
                    .hasMessage(
                            "expected a single value, got a list; set join: \"; \", or what else is to separate its "
                                    + "entries, or take one of them in the source query");
        }
    }

    @Test
    void anEntryOfAListThatIsNoSingleValueMakesTheRowInvalid() {
        assertThat(joining(", ").refusal("v", List.of(List.of("x"))).code()).isEqualTo("WRONG_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A;B", ";", "A;"})
    void anEntryWithASemicolonMakesTheRowOfAMultiSelectInvalid(String entry) {
        for (Object list : new Object[] {List.of("C", entry), new Object[] {entry}}) {
            InvalidRowException refusal = fieldOfType("multipicklist").refusal("v", list);
            assertThat(refusal.code()).isEqualTo("WRONG_TYPE");
            assertThat(refusal).hasMessageContaining("has a semicolon in it").hasMessageNotContaining(entry + "A");
        }
    }

    @Test
    void aTextWithSemicolonsIsSeveralEntries() throws Exception {
        assertThat(fieldOfType("multipicklist").valueOf("A;B").textValue()).isEqualTo("A;B");
    }

    @Test
    void aMultiSelectNeedsNoJoin() {
        assertThat(field("multipicklist", rule -> {
                            rule.setValue("${body[v]}");
                            rule.setJoin(", ");
                        })
                        .mistakes())
                .contains("F__c is a multi-select picklist, which takes lists as they are; remove join");
    }

    @Test
    void aMappingWithoutJoinKeepsItsVersion() {
        String before =
                field("string", rule -> rule.setValue("${body[v]}")).bind().version();
        assertThat(joining("; ").bind().version()).isNotEqualTo(before);
        assertThat(joining(", ").bind().version())
                .isNotEqualTo(joining("; ").bind().version());
    }

    private static TestMapping joining(String join) {
        return field("string", rule -> {
            rule.setValue("${body[v]}");
            rule.setJoin(join);
        });
    }
}
