package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTextTest {
    @ParameterizedTest
    @CsvSource({
        "0000", "0007", "0008", "001b", "007f", "0080", "0085", "009b", "00ad", "034f", "061c", "115f", "180e", "200b",
        "200e", "200f", "2028", "2029", "202a", "202e", "2060", "2066", "2069", "206f", "3164", "d800", "dfff", "fdd0",
        "feff", "fff9", "ffff"
    })
    void whatATerminalObeysOrNobodySeesIsEscapedAsJsonDoesIt(String code) {
        String text = "a" + (char) Integer.parseInt(code, 16) + "b";
        assertThat(ShownText.line(text)).isEqualTo("a\\u" + code + "b");
        assertThat(ShownText.lines(text)).isEqualTo("a\\u" + code + "b");
    }

    @Test
    void aValueIsOneLineWhateverIsInIt() {
        assertThat(ShownText.line("A1\r\n  fake\tB\u0085\u2028x")).isEqualTo("A1\\r\\n  fake\\tB\\u0085\\u2028x");
    }

    @ParameterizedTest
    @CsvSource({"3000", "00a0", "2003", "2028"})
    void aBlankAtTheEndOfAKeyThatMakesAnotherKeyIsEscaped(String code) {
        char blank = (char) Integer.parseInt(code, 16);
        assertThat(ShownText.key(blank + "4 2")).isEqualTo("\\u" + code + "4 2");
        assertThat(ShownText.key("4 2" + blank)).isEqualTo("4 2\\u" + code);
    }

    @Test
    void aTextOfLinesKeepsItsLines() {
        assertThat(ShownText.lines("a\n\tb\u001b[2J\r")).isEqualTo("a\n\tb\\u001b[2J\\r");
    }

    @Test
    void charactersOutsideOfTheFirstPlaneAreEscapedInTwoParts() {
        assertThat(ShownText.line("a" + Character.toString(0xE0041))).isEqualTo("a\\udb40\\udc41");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Müller & Söhne",
                "C:\\new",
                "株式会社",
                "🥐",
                "a\u00A0b",
                "x → y …",
                "שלום",
                "مرحبا",
                "\u06A9\u062A\u0627\u0628\u200C\u0647\u0627",
                "\uD83D\uDC68\u200D\uD83D\uDC69",
                "\u2764\uFE0F\u200D\uD83D\uDD25",
                "क्\u200Dष"
            })
    void whatPeopleWriteStaysAsItIs(String text) {
        assertThat(ShownText.line(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u200Db", "\u200Da", "a\u200C", "ж\u200Dж", "漢\u200C字", "1\u200D2", "👨\u200D\u200D👩"})
    void aJoinerWhereNothingIsJoinedIsEscaped(String text) {
        assertThat(ShownText.line(text)).contains("\\u200").doesNotContain("\u200C\u200C");
    }

    @Test
    void nothingIsEmpty() {
        assertThat(ShownText.line(null)).isEmpty();
    }
}
