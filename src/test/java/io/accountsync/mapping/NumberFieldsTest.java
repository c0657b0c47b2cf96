package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.fieldOfType;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What columns become in fields of the types int, double, currency and percent. */
class NumberFieldsTest {
    static Stream<Arguments> decimals() {
        return Stream.of(
                Arguments.of(12, "12"),
                Arguments.of(12L, "12"),
                Arguments.of((short) 12, "12"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(12.0, "12"),
                Arguments.of(0.1f, "0.1"),
                Arguments.of(1.0E10, "10000000000"),
                Arguments.of(1.0E-7, "0.0000001"),
                Arguments.of(new BigDecimal("1E+10"), "10000000000"),
                Arguments.of(new BigDecimal("1E-7"), "0.0000001"),
                Arguments.of(new BigDecimal("12.50"), "12.5"),
                Arguments.of(new BigDecimal("100"), "100"),
                Arguments.of(new BigDecimal("0.00"), "0"),
                Arguments.of(new BigDecimal("-0.10"), "-0.1"),
                Arguments.of(-0.0, "0"),
                Arguments.of("1234.50", "1234.5"),
                Arguments.of(" 7 ", "7"),
                Arguments.of("+7", "7"),
                Arguments.of("\u0661\u0662.\u0665", "12.5"),
                Arguments.of("1e3", "1000"));
    }

    @ParameterizedTest
    @MethodSource("decimals")
    void decimalsHaveNoExponentAndNoZerosBehind(Object column, String json) throws Exception {
        for (String type : new String[] {"double", "currency", "percent"}) {
            assertThat(fieldOfType(type).json("v", column)).isEqualTo(payload(json));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234.50", "12 EUR", "NaN", "abc", "0x10", "１２a", "--1", "1.2.3", "1e", "e5"})
    void aTextThatIsNoNumberMakesTheRowInvalid(String text) {
        InvalidRowException refusal = fieldOfType("double").refusal("v", text);
        assertThat(refusal.code()).isEqualTo("WRONG_TYPE");
        assertThat(refusal.field()).isEqualTo("F__c");
        assertThat(refusal)
                .hasMessage("expected a number such as 1234.50, got a text of " + text.length() + " characters");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotANumberMakesTheRowInvalid(double value) {
        assertThat(fieldOfType("double").refusal("v", value).code()).isEqualTo("WRONG_TYPE");
        assertThat(fieldOfType("int").refusal("v", value).code()).isEqualTo("WRONG_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1E-999999999", "1e2147483647", "-1e2147483647"})
    void aNumberWithAHugeExponentMakesTheRowInvalidAndDoesNotFillTheMemory(String number) {
        for (Object column : new Object[] {number, new BigDecimal(number)}) {
            assertThat(fieldOfType("double").refusal("v", column).code()).isEqualTo("WRONG_TYPE");
            assertThat(fieldOfType("int").refusal("v", column).code()).isEqualTo("WRONG_TYPE");
        }
    }

    @Test
    void aMillionDigitsAreNoNumber() {
        assertThat(fieldOfType("double").refusal("v", "1".repeat(1_000_000)))
                .hasMessageContaining("a text of 1,000,000 characters");
    }

    @Test
    void aHugeExponentIsStillAText() throws Exception {
        assertThat(fieldOfType("string").valueOf(new BigDecimal("1E+999999999")).textValue())
                .isEqualTo("1E+999999999");
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "12.0, 12", "1.2E+1, 12", "-5, -5", "9223372036854775807, 9223372036854775807"})
    void wholeNumbersMayHaveAPointWithoutAFraction(String column, String json) throws Exception {
        assertThat(fieldOfType("int").json("v", column)).isEqualTo(payload(json));
        assertThat(fieldOfType("int").json("v", new BigDecimal(column))).isEqualTo(payload(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5", "9223372036854775808", "12,5", "", "twelve", "1e-3"})
    void whatIsNoWholeNumberMakesTheRowInvalid(String column) throws Exception {
        if (column.isEmpty()) {
            assertThat(fieldOfType("int").valueOf(column)).isNull();
            return;
        }
        assertThat(fieldOfType("int").refusal("v", column))
                .hasMessageStartingWith("expected a whole number, got a text");
    }

    @Test
    void aBooleanIsNoNumber() {
        assertThat(fieldOfType("int").refusal("v", true)).hasMessage("expected a whole number, got true or false");
    }

    private static String payload(String json) {
        return "{\"Customer_Id__c\":\"C1\",\"F__c\":" + json + "}";
    }
}
