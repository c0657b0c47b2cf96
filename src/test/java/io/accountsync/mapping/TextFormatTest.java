package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts with dates and numbers as people write them who do not write as computers do. */
class TextFormatTest {
    private static final Dates DATES = new Dates(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234,50 | 1234.50",
                "1 234,5  | 1234.5",
                "1’234    | 1234",
                "12,5     | 12.5",
                "1.234    | 1234",
                "-7       | -7",
                "1234567,8| 1234567.8"
            })
    void aCommaIsInFrontOfTheFractionAndPointsGroup(String text, String number) throws Exception {
        assertThat(convert(TextFormat.of(null, "comma"), text)).hasToString(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1,234.50", "1.23,4", "12 EUR", "1e3", "", ","})
    void anyOtherNumberMakesTheRowInvalidAndIsNotShown(String text) {
        assertThatExceptionOfType(InvalidRowException.class)
                .isThrownBy(() -> convert(TextFormat.of(null, "comma"), text))
                .withMessageStartingWith("expected a number such as 1.234,50, got a text");
    }

    @ParameterizedTest
    @CsvSource({
        "dd.MM.yyyy, 31.12.2020, 2020-12-31",
        "d.M.yyyy, 01.2.2020, 2020-02-01",
        "M/d/yyyy, 12/31/2020, 2020-12-31",
        "yyyyMMdd, 20201231, 2020-12-31",
        "d.M.yyyy H:mm, 31.12.2020 9:30, 2020-12-31"
    })
    void aDateIsReadAsItsFormatSays(String format, String text, String date) throws Exception {
        ValueConverter converter = TextFormat.of(format, null).before("F__c", value -> DATES.date("F__c", value));
        assertThat(converter.convert(text)).isEqualTo(date);
        assertThat(converter.convert(java.sql.Date.valueOf("2020-12-31"))).isEqualTo("2020-12-31");
    }

    @Test
    void aTimeGoesWithItsDate() throws Exception {
        ValueConverter converter =
                TextFormat.of("d.M.yyyy H:mm:ss", null).before("F__c", value -> DATES.dateTime("F__c", value));
        assertThat(converter.convert("31.12.2020 9:30:01")).isEqualTo("2020-12-31T09:30:01.000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-12-31", "31.02.2020", "31.12.20", "31.12.2020 10:00", "today"})
    void anyOtherDateMakesTheRowInvalidAndIsNotShown(String text) {
        assertThatExceptionOfType(InvalidRowException.class)
                .isThrownBy(() -> convert(TextFormat.of("dd.MM.yyyy", null), text))
                .withMessageStartingWith("expected a date as dd.MM.yyyy, got a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd.MM", "DD.MM.YYYY", "hh:mm", "foo", ""})
    void aFormatThatIsNoDateIsRefusedWithExamples(String format) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextFormat.of(format, null))
                .withMessage("dateFormat must have a year, month and day, such as dd.MM.yyyy or M/d/yyyy HH:mm");
    }

    @Test
    void aWordThatIsNoDecimalSignIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextFormat.of(null, "Komma"))
                .withMessage("decimal must be point or comma");
        assertThat(TextFormat.of(null, "point").isPlain()).isTrue();
    }

    private static Object convert(TextFormat format, String text) throws InvalidRowException {
        return format.before("F__c", value -> value).convert(text);
    }
}
