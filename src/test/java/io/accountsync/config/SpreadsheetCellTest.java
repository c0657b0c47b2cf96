package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+2",
                "+49 30 1234",
                "+4930",
                "-1+cmd|' /C calc'!A0",
                "@SUM(A1)",
                "\t=1",
                "\tabc",
                "\rabc",
                "\nabc",
                "  =1",
                "\u00A0=1",
                "\u200B=1",
                "\uFEFF=1",
                "\u0000=1",
                "\"=1",
                "'=1",
                "\u201C=1",
                "＝1",
                "＋1",
                "－1",
                "＠A1",
                "-",
                "-12,5",
                "-12.5e3",
                "-12.",
                "- 12"
            })
    void whatASpreadsheetWouldRunAsAFormulaGetsAnApostrophe(String value) {
        assertThat(SpreadsheetCell.of(value)).isEqualTo("'" + value.replaceAll("(?<=[\\t])=", "'="));
        assertThat(SpreadsheetCell.value(SpreadsheetCell.of(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ada",
                "-12.5",
                "-12",
                "-0.001",
                "12",
                "a=b",
                "a-b@c.example",
                "O'Neill",
                "'",
                "(=1)",
                "a;b",
                "a; -12"
            })
    void aPlainNumberAndOtherTextsStayAsTheyAre(String value) {
        assertThat(SpreadsheetCell.of(value.replace("; -12", ";-12"))).isEqualTo(value.replace("; -12", ";-12"));
    }

    @Test
    void aFormulaBehindWhatAnotherCountrysSpreadsheetDividesCellsByGetsOneToo() {
        assertThat(SpreadsheetCell.of("a;=1\n@x\t-y;-1;b")).isEqualTo("a;'=1\n'@x\t'-y;-1;b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'=1",
                "''=1",
                "'\t=1",
                "a;'=1",
                "a;=1;'+x",
                "'",
                "''",
                "'abc",
                "'-5",
                "\t\t=",
                "\n'=\r'\t",
                "-1;-1;'-1",
                ";'",
                "=;="
            })
    void theApostrophesAreTakenAwayExactly(String value) {
        assertThat(SpreadsheetCell.value(SpreadsheetCell.of(value))).isEqualTo(value);
    }

    @Test
    void anApostropheThatNobodyAddedStays() {
        assertThat(SpreadsheetCell.value("'-5")).isEqualTo("'-5");
        assertThat(SpreadsheetCell.value("'abc")).isEqualTo("'abc");
    }

    @Test
    void nothingStaysNothing() {
        assertThat(SpreadsheetCell.of(null)).isNull();
    }
}
