package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.fieldOfType;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What columns become in texts, checkboxes and multi-select picklists. */
class OtherFieldsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "string",
                "textarea",
                "phone",
                "url",
                "email",
                "picklist",
                "combobox",
                "encryptedstring",
                "reference",
                "anyType"
            })
    void textsGoAsTheyAre(String type) throws Exception {
        assertThat(fieldOfType(type).valueOf("  Bäckerei \"🥐\"\n").textValue()).isEqualTo("  Bäckerei \"🥐\"\n");
    }

    static Stream<Arguments> textForms() {
        UUID uuid = UUID.randomUUID();
        return Stream.of(
                Arguments.of(12, "12"),
                Arguments.of(12.5, "12.5"),
                Arguments.of(true, "true"),
                Arguments.of('c', "c"),
                Arguments.of(uuid, uuid.toString()),
                Arguments.of(java.sql.Date.valueOf("2026-01-31"), "2026-01-31"),
                Arguments.of(java.sql.Time.valueOf("09:30:00"), "09:30"),
                Arguments.of(new java.util.Date(0), "1970-01-01T00:00:00Z"),
                Arguments.of(java.time.LocalDate.of(2026, 1, 31), "2026-01-31"));
    }

    @ParameterizedTest
    @MethodSource("textForms")
    void otherTypesHaveATextForm(Object column, String text) throws Exception {
        assertThat(fieldOfType("string").valueOf(column).textValue()).isEqualTo(text);
    }

    static Stream<Arguments> composites() {
        return Stream.<Object>of(
                        new byte[] {1},
                        new int[] {1},
                        Map.of("s3cret", "s3cret"),
                        new ByteArrayInputStream(new byte[0]))
                .map(column -> Arguments.of(column));
    }

    @ParameterizedTest
    @MethodSource("composites")
    void whatIsNoSingleValueIsNotSentAsTextOfAJavaObject(Object column) {
        InvalidRowException refusal = fieldOfType("string").refusal("v", column);
        assertThat(refusal.code()).isEqualTo("WRONG_TYPE");
        assertThat(refusal).hasMessage("expected a single value, got " + ValueKind.of(column));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83e", "a\udd50b", "\udd50\ud83e"})
    void halfAnEmojiMakesOneRowInvalidAndNotTheRun(String broken) {
        InvalidRowException refusal = fieldOfType("string").refusal("v", broken);
        assertThat(refusal.code()).isEqualTo("BROKEN_TEXT");
        assertThat(refusal.field()).isEqualTo("F__c");
        assertThat(refusal).hasMessageContaining("half of a character").hasMessageNotContaining("D83E");
    }

    @Test
    void theMapperGoesOnAfterABrokenText() throws Exception {
        RowMapper mapper = fieldOfType("string").bind();
        Payload before = mapper.map(TestMapping.row("v", "x")).payload();
        try {
            mapper.map(TestMapping.row("v", "\ud83e"));
        } catch (InvalidRowException e) {
            // as the test above says
        }
        assertThat(mapper.map(TestMapping.row("v", "x")).payload()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "t", "yes", "Yes", "y", "on", "1", " true "})
    void spellingsOfTrue(String column) throws Exception {
        assertThat(fieldOfType("boolean").valueOf(column).booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "F", "no", "N", "off", "0"})
    void spellingsOfFalse(String column) throws Exception {
        assertThat(fieldOfType("boolean").valueOf(column).booleanValue()).isFalse();
    }

    @Test
    void booleansAndNumbersAreCheckboxesToo() throws Exception {
        assertThat(fieldOfType("boolean").json("v", true)).endsWith("\"F__c\":true}");
        assertThat(fieldOfType("boolean").json("v", 0)).endsWith("\"F__c\":false}");
        assertThat(fieldOfType("boolean").json("v", java.math.BigDecimal.ONE)).endsWith("\"F__c\":true}");
    }

    @Test
    void anotherWordForACheckboxMakesTheRowInvalid() {
        assertThat(fieldOfType("boolean").refusal("v", "maybe"))
                .hasMessage("expected true or false (also yes/no, y/n, t/f, on/off, 1/0), got a text of 5 characters");
    }

    static Stream<Arguments> picklists() {
        return Stream.of(
                Arguments.of(List.of("A", "B"), "A;B"),
                Arguments.of(new String[] {"A", "B"}, "A;B"),
                Arguments.of(new Integer[] {1, 2}, "1;2"),
                Arguments.of("A;B", "A;B"),
                Arguments.of(java.util.Arrays.asList("A", null, " ", "B"), "A;B"));
    }

    @ParameterizedTest
    @MethodSource("picklists")
    void listsAreJoinedBySemicolons(Object column, String text) throws Exception {
        assertThat(fieldOfType("multipicklist").valueOf(column).textValue()).isEqualTo(text);
    }

    @Test
    void anEmptyListIsAnEmptyValue() throws Exception {
        assertThat(fieldOfType("multipicklist").valueOf(List.of())).isNull();
        assertThat(fieldOfType("multipicklist").valueOf(new String[] {null})).isNull();
    }

    @Test
    void aListOfObjectsIsNoMultiPicklist() {
        assertThat(fieldOfType("multipicklist").refusal("v", List.of(Map.of("a", "s3cret"))))
                .hasMessageNotContaining("s3cret");
    }
}
