package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoqlLiteralTest {
    @ParameterizedTest
    @MethodSource
    void textIsQuotedSoThatNothingInItEndsTheLiteral(String value, String literal) {
        assertThat(SoqlLiteral.TEXT.of(value)).isEqualTo(literal);
    }

    static Stream<Arguments> textIsQuotedSoThatNothingInItEndsTheLiteral() {
        return Stream.of(
                Arguments.of("", "''"),
                Arguments.of("C-7", "'C-7'"),
                Arguments.of("7", "'7'"),
                Arguments.of("O'Neill", "'O\\'Neill'"),
                Arguments.of("' OR Name != '", "'\\' OR Name != \\''"),
                Arguments.of("\\", "'\\\\'"),
                Arguments.of("\\'", "'\\\\\\''"),
                Arguments.of("say \"hi\"", "'say \\\"hi\\\"'"),
                Arguments.of("a\nb\rc\td\be\ff", "'a\\nb\\rc\\td\\be\\ff'"),
                Arguments.of("100%_", "'100%_'"),
                Arguments.of("K\u00f6ln \ud83d\ude00", "'K\u00f6ln \ud83d\ude00'"));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "-7, -7", "+7, 7", "7.50, 7.50", "1E+3, 1000", "1e-7, 0.0000001", "' 7 ', 7"})
    void numbersStandWithoutQuotesAndWithoutExponent(String value, String literal) {
        assertThat(SoqlLiteral.NUMBER.of(value)).isEqualTo(literal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven", "7 OR Id != null", "7)", "0x7", "1E999999999", "1E-999999999"})
    void whatIsNotANumberNeverGetsIntoTheQuery(String value) {
        assertThatThrownBy(() -> SoqlLiteral.NUMBER.of(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void messagesDoNotHaveTheValue() {
        assertThatThrownBy(() -> SoqlLiteral.NUMBER.of("Jane Doe")).hasMessageNotContaining("Jane");
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "long", "double", "Double", "currency", "percent"})
    void fieldsOfTheseTypesAreNumbers(String type) {
        assertThat(SoqlLiteral.ofType(type)).isEqualTo(SoqlLiteral.NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "email", "id", "picklist", "textarea"})
    void allOthersAreText(String type) {
        assertThat(SoqlLiteral.ofType(type)).isEqualTo(SoqlLiteral.TEXT);
    }

    @Test
    void aFieldOfUnknownTypeIsText() {
        assertThat(SoqlLiteral.ofType(null)).isEqualTo(SoqlLiteral.TEXT);
    }
}
