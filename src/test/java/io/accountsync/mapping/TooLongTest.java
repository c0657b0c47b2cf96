package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts at the edge of a field's length. */
class TooLongTest {
    private static final String EMOJI = "🥐";

    @Test
    void aTextThatJustFitsIsSent() throws Exception {
        assertThat(rejecting(5).valueOf("12345").textValue()).isEqualTo("12345");
        assertThat(truncating(5).valueOf("12345").textValue()).isEqualTo("12345");
    }

    @Test
    void aTextThatIsTooLongMakesTheRowInvalid() {
        InvalidRowException refusal = rejecting(5).refusal("v", "s3cret");
        assertThat(refusal.code()).isEqualTo("TOO_LONG");
        assertThat(refusal.field()).isEqualTo("F__c");
        assertThat(refusal)
                .hasMessage("the text has 6 characters and the field holds 5; shorten it at the source or set tooLong: "
                        + "truncate");
    }

    @ParameterizedTest
    @CsvSource({"123456, 12345", "1234🥐, 1234", "123🥐6, 123🥐", "🥐🥐🥐, 🥐🥐", "123🥐, 123🥐"})
    void aTextIsCutBetweenCharacters(String column, String cut) throws Exception {
        assertThat(truncating(5).valueOf(column).textValue()).isEqualTo(cut);
    }

    @Test
    void aTextWithEmojiIsTooLongOnlyWhenItIsByEitherCount() throws Exception {
        assertThat(rejecting(5).valueOf("123" + EMOJI + EMOJI).textValue()).isEqualTo("123" + EMOJI + EMOJI);
        assertThat(rejecting(5).refusal("v", "1234" + EMOJI + EMOJI).code()).isEqualTo("TOO_LONG");
    }

    @Test
    void numbersAreMeasuredAsTheyAreWritten() {
        assertThat(rejecting(5).refusal("v", 1.0E6).code()).isEqualTo("TOO_LONG");
    }

    @Test
    void aFieldWithoutLengthTakesAnyText() throws Exception {
        assertThat(rejecting(0).valueOf("x".repeat(200_000)).textValue()).hasSize(200_000);
    }

    private static TestMapping rejecting(int length) {
        return text(length, rule -> rule.setValue("${body[v]}"));
    }

    private static TestMapping truncating(int length) {
        return text(length, rule -> {
            rule.setValue("${body[v]}");
            rule.setTooLong("truncate");
        });
    }
}
