package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts of a mapping give, and that the fast path gives what Camel Simple itself gives. */
class RowExpressionsTest {
    private static final Map<String, Object> ROW = row(
            "city",
            "Lyon",
            "country",
            "France",
            "empty",
            null,
            "employees",
            12,
            "listed",
            true,
            "GICS Sub-Industry",
            "IT");

    private static final Language SIMPLE = TestMapping.CONTEXT.resolveLanguage("simple");

    private final RowExpressions expressions = new RowExpressions(TestMapping.CONTEXT, ZoneOffset.UTC);

    @Test
    void aLoneColumnKeepsItsType() throws Exception {
        assertThat(evaluate("${body[employees]}")).isEqualTo(12);
        assertThat(evaluate("${body[listed]}")).isEqualTo(true);
        assertThat(evaluate("${body[empty]}")).isNull();
    }

    @Test
    void textAroundColumnsMakesText() throws Exception {
        assertThat(evaluate("${body[employees]} people in ${body[city]}")).isEqualTo("12 people in Lyon");
    }

    @Test
    void anEmptyColumnLeavesNothingInTheText() throws Exception {
        assertThat(evaluate("${body[city]}, ${body[empty]}")).isEqualTo("Lyon, ");
    }

    @Test
    void decimalsWithinATextHaveNoExponent() throws Exception {
        Map<String, Object> row = row("a", new BigDecimal("1E+10"), "b", 1.0E-7, "c", "x");
        assertThat(expressions.compile("${body[a]} ${body[b]}").evaluate(row)).isEqualTo("10000000000 0.00000010");
        assertThat(expressions.compile("${body[a]} ${body[c].toUpperCase()}").evaluate(row))
                .isEqualTo("10000000000 X");
    }

    @Test
    void timesWithinATextAreIso() throws Exception {
        Map<String, Object> row = row("t", Timestamp.valueOf("2026-01-31 09:30:15"));
        assertThat(expressions.compile("at ${body[t]}").evaluate(row)).isEqualTo("at 2026-01-31T09:30:15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Customer - Direct",
                "a \\ b",
                "100% ?",
                "Premium : Gold",
                "what ? now : then",
                "C:\\temp",
                "\"quoted\"",
                "it's {braced}",
                "$5",
                "body[city]",
                " padded "
            })
    void aTextWithoutFunctionIsAConstant(String text) throws Exception {
        assertThat(evaluate(text)).isEqualTo(text);
        assertThat(expressions.compile(text).isConstant()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "${body[city].toUpperCase()} | LYON",
                "${body[city].substring(0, 2)}! | Ly!",
                "${uppercase(${body[city]})} | LYON",
                "${body[city] == 'Lyon' ? 'yes' : 'no'} | yes",
                "${body[city] == 'Paris' ? 'yes' : 'no'} | no",
                "${body[employees] > 5 ? ${body[city]} : 'small'} | Lyon",
                "${body[empty]} ?: 'none' | none",
                "${body[city]} ?: 'none' | Lyon",
                "${body[city]} ~> ${lowercase()} | lyon",
                "${body['city']}/${body[\"country\"]} | Lyon/France",
                "$simple{body[city]} | Lyon",
                "${body[city]}\\n${body[country]} | Lyon~"
            })
    void simpleIsEvaluatedByCamel(String text, String expected) throws Exception {
        String multiLine = expected.replace("~", "\nFrance");
        assertThat(evaluate(text)).isEqualTo(multiLine);
    }

    @Test
    void aFunctionWithoutColumnsIsEvaluatedForEveryRow() throws Exception {
        assertThat(evaluate("${date:now:yyyy}")).asString().matches("20\\d\\d");
        assertThat(evaluate("${date:now}")).isInstanceOf(java.util.Date.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body['city']}",
                "${body[\"city\"]}",
                "${body[ city ]}",
                "${body[CITY]}",
                "${body[GICS Sub-Industry]}",
                "${body[missing]}",
                "${body[city]}${body[country]}",
                "(${body[city]}, ${body[country]})",
                "${body[city]}: ${body[country]}",
                "${body[city]} : ${body[country]}",
                "https://example.org/?c=${body[city]}&n=${body[employees]}",
                "${body[city]} \\ ${body[country]}",
                "\\${body[city]}",
                "${body[city]} \\} x",
                "${body[city]}\\t${body[country]}",
                "a ~ b ${body[city]}",
                "${body[city]} > ${body[country]}",
                "${body[city]} && ${body[country]}",
                "${body[city]}++x",
                "${body[city]} ++",
                "--${body[city]}",
                "}${body[city]}}",
                "$${body[city]}$",
                "$ {x} ${body[city]}",
                "'${body[city]}' \"${body[country]}\"",
                "10${body[city]}5.5",
                "null true ${body[city]} in range",
                " ${body[city]}\n",
                "${body[empty]} ?: ${body[country]}",
                "${body[city]} ?: 'x' tail",
                "pre ${body[empty]} ?: 'x'",
                "${body[city]} ?b",
                "${body[city]}? b",
                "x${body[city]} ?"
            })
    void theFastPathGivesWhatSimpleGives(String text) throws Exception {
        assertThat(evaluate(text)).isEqualTo(simple(text));
    }

    @Test
    void anyTextAroundColumnsGivesWhatSimpleGives() throws Exception {
        String[] pieces = {
            "${body[city]}",
            "${body[empty]}",
            "${body[employees]}",
            " ",
            "-",
            "?",
            ":",
            "\\",
            "~",
            "'",
            "}",
            "{",
            "$",
            "x",
            "+",
            "=",
            "n",
            "t",
            "\n",
            "(",
            ",",
            ".",
            "5",
            "&",
            "|",
            "!",
            "<"
        };
        Random random = new Random(7);
        int compared = 0;
        for (int i = 0; i < 1_500; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(7); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            if (text.indexOf("${") < 0 || text.indexOf(" ? ") >= 0) {
                continue;
            }
            Object expected = resultOf(() -> simple(text.toString()));
            assertThat(resultOf(() -> evaluate(text.toString()))).as("%s", text).isEqualTo(expected);
            compared++;
        }
        assertThat(compared).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body[city]} == 'Lyon' ? 'yes' : 'no'",
                "${body[city]} != ${body[country]}",
                "${body[city].trim()} =~ 'x'",
                "${body[listed]} ? 'yes' : 'no'"
            })
    void aConditionOutsideTheBracesIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expressions.compile(text))
                .withMessageContaining("condition outside the braces")
                .withMessageContaining("${body[column] == 'a' ? 'yes' : 'no'}");
    }

    @Test
    void aConditionWithoutResultsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expressions.compile("${body[city] == 'Lyon'}"))
                .withMessageContaining("? 'true' : 'false'}");
    }

    @Test
    void aColumnByDotIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expressions.compile("In ${body.city}"))
                .withMessageContaining("${body[city]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${city}", "${body[city]", "${nosuch:x}", "x ${"})
    void whatSimpleDoesNotUnderstandIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expressions.compile(text))
                .withMessageContaining("Camel Simple does not understand")
                .withMessageContaining("${body[column]}");
    }

    @Test
    void aBraceWithinAFunctionCanBeEscaped() throws Exception {
        String text = "<${body[city].concat('\\}')}>";
        assertThat(evaluate(text)).isEqualTo(simple(text)).isEqualTo("<Lyon}>");
    }

    @Test
    void partsOfAnObjectAreReachedByTheirNames() throws Exception {
        Map<String, Object> row = row("address", Map.of("city", "Lyon"));
        assertThat(expressions.compile("${body[address][city]}").evaluate(row)).isEqualTo("Lyon");
        assertThat(expressions.compile("${body[address][city]}").columns()).containsExactly("address");
    }

    @Test
    void columnsAreKnownWhateverTheirSpelling() {
        assertThat(expressions
                        .compile("${body['a']} ${body[b].trim()} ${body?[c].concat(${body[ d ]})} body[no]")
                        .columns())
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void aFailureNamesTheEmptyColumnAndShowsNothingOfTheRow() {
        InvalidRowException failure = failureOf("${body[empty].toUpperCase()}", row("empty", null, "other", "s3cret"));
        assertThat(failure.code()).isEqualTo("EXPRESSION_FAILED");
        assertThat(failure).hasMessageContaining("column empty is null").hasMessageContaining("${uppercase(");
        assertThat(failure.toString()).doesNotContain("s3cret");
    }

    @Test
    void aFailureOnAValueShowsNothingOfIt() {
        InvalidRowException failure = failureOf("${body[v].substring(0, 99)}", row("v", "s3cret"));
        assertThat(failure).hasMessageContaining("fix it in the mapping");
        assertThat(failure.toString()).doesNotContain("s3cret");
        assertThat(failure.getCause()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${body[v].replace('.',',')} | several methods replace take these arguments, and Camel cannot choose one",
                "${body[v].subString(0, 1)} | it calls the method subString, which a text of 6 characters has not, or not for these arguments",
                "${body[v].substring(0, 99)} | it takes a part of a text or list that is shorter"
            })
    void aFailureSaysOfWhichKindItIs(String expression, String reason) {
        assertThat(failureOf(expression, row("v", "s3cret")))
                .hasMessageStartingWith("the expression failed: " + reason)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    @Test
    void bytesHaveNoTextForm() {
        InvalidRowException failure = failureOf("x ${body[v]}", row("v", new byte[] {1}));
        assertThat(failure.code()).isEqualTo("WRONG_TYPE");
    }

    @Test
    void aListHasNoTextForm() {
        assertThat(failureOf("x ${body[v]}", row("v", List.of("s3cret"))).getMessage())
                .doesNotContain("s3cret");
    }

    private InvalidRowException failureOf(String text, Map<String, Object> row) {
        RowExpression expression = expressions.compile(text);
        return catchThrowableOfType(InvalidRowException.class, () -> expression.evaluate(row));
    }

    private Object evaluate(String text) throws InvalidRowException {
        return expressions.compile(text).evaluate(ROW);
    }

    private static Object simple(String text) {
        Expression expression = SIMPLE.createExpression(text);
        expression.init(TestMapping.CONTEXT);
        Exchange exchange = new DefaultExchange(TestMapping.CONTEXT);
        exchange.getIn().setBody(ROW);
        return expression.evaluate(exchange, Object.class);
    }

    private interface Action {
        Object run() throws Exception;
    }

    private static Object resultOf(Action action) {
        try {
            return action.run();
        } catch (Exception e) {
            return "refused";
        }
    }
}
