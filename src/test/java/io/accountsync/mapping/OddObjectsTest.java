package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.accounts;
import static io.accountsync.mapping.TestMapping.field;
import static io.accountsync.mapping.TestMapping.fieldOfType;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.source.LocalTimestamp;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No toString() of an object reaches Salesforce, whatever field it goes into and however the mapping is written. */
class OddObjectsTest {
    private static final OddObject ODD = new OddObject();

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
                "id",
                "reference",
                "anytype",
                "multipicklist",
                "int",
                "double",
                "currency",
                "percent",
                "boolean",
                "date",
                "datetime",
                "time"
            })
    void anObjectThatNobodyKnowsIsRefusedWhateverTheFieldIs(String type) {
        for (Object value : List.of(ODD, List.of(ODD), new Object[] {ODD}, Map.of("a", ODD), new Object())) {
            assertThat(fieldOfType(type).refusal("v", value).code()).as(type).isEqualTo("WRONG_TYPE");
        }
    }

    @Test
    void theRefusalNamesColumnAndClassAndTheRemedy() {
        assertThat(fieldOfType("string").refusal("v", ODD))
                .hasMessage(
                        "expected a single value, got something that is neither text, number nor date; the column v holds an "
                                + "object of the class OddObject, make a text or a number of it in the source route, or by one of its "
                                + "methods, as with ${body[v].method()}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x ${body[v]}",
                "${body[v]}${body[id]}",
                "${uppercase(${body[v]})}",
                "x ${trim(${body[v]})}",
                "${concat(${body[v]},b)}",
                "${body.get('v')} and more",
                "${uppercase(${body.get('v')})}",
                "${body[v] == 'a' ? 'yes' : ${body[v]}}",
                "${body}",
                "x ${body}",
                "${uppercase(${body})}",
                "${body.values()}",
                "${uppercase(${body.values()})}",
                "${bodyAs(String)}",
                "${replace(O,o,${body[v]})}",
                "${hash(${body[v]})}",
                "${length(${body[v]})}",
                "${substring(${body[v]},1)}",
                "${in.body[v]} x",
                "$simple{body[v]} x",
                "${body?[v]} x"
            })
    void neitherIsOneWithinATextOrFunction(String value) {
        for (Object odd :
                List.of(ODD, List.of(ODD), List.of("a"), new String[] {"a"}, Map.of("a", "b"), new byte[] {65})) {
            InvalidRowException refusal =
                    field("string", rule -> rule.setValue(value)).refusal("v", odd);
            assertThat(refusal).as(value + " " + odd.getClass()).isNotNull();
            assertThat(refusal.code()).isIn("WRONG_TYPE", "EXPRESSION_FAILED");
            assertThat(refusal.field()).isEqualTo("F__c");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"${body[v]}", "x ${body[v]}", "${uppercase(${body[v]})}"})
    void neitherAreKeysLookupsReferencesTranslationsDefaultsAndCursors(String value) {
        assertThat(accounts().map("Customer_Id__c", value).refusal("v", ODD).field())
                .isEqualTo("Customer_Id__c");
        assertThat(accounts().map("Customer_Id__c", value).bind().keyOf(TestMapping.row("v", ODD)))
                .isNull();
        assertThat(accounts().map("Customer_Id__c", value).bind().rowKeys().externalIdOf(TestMapping.row("v", ODD)))
                .isNull();
        assertThat(field("string", rule -> {
                            rule.setValue(value);
                            rule.setTranslate(new TreeMap<>(Map.of(ODD.toString(), "A")));
                        })
                        .refusal("v", ODD))
                .isNotNull();
        assertThat(field("string", rule -> {
                            rule.setValue("${body[none]}");
                            rule.setDefault(value);
                        })
                        .refusal("v", ODD))
                .isNotNull();
        assertThat(accounts()
                        .map("Parent", rule -> {
                            rule.setLookup("Customer_Id__c");
                            rule.setValue(value);
                        })
                        .refusal("v", ODD)
                        .field())
                .isEqualTo("Parent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "date", "integer"})
    void neitherIsACursor(String type) {
        InvalidRowException refusal = accounts()
                .definition(definition -> {
                    definition.setCursor("v");
                    definition.setCursorType(type);
                })
                .refusal("v", ODD);
        assertThat(refusal.code()).isEqualTo("WRONG_TYPE");
        assertThat(refusal).hasMessageContaining("the column v holds an object of the class OddObject");
    }

    /** What the person who writes the mapping says of it. */
    @Test
    void aMethodOfAnObjectMakesATextOfIt() throws InvalidRowException {
        assertThat(field("string", rule -> rule.setValue("${body[v].code()}"))
                        .valueOf(ODD)
                        .asText())
                .isEqualTo("A7");
        assertThat(field("string", rule -> rule.setValue("x ${uppercase(${body[v].code()})}"))
                        .valueOf(ODD)
                        .asText())
                .isEqualTo("x A7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${body[v][0]} | A",
                "${body[v].size()} | 2",
                "${body[v].get(1)} | B",
                "${uppercase(${body[v][1]})} | B",
                "${body[v] == null ? 'none' : 'some'} | some"
            })
    void listsAreReadEntryByEntry(String value, String text) throws InvalidRowException {
        assertThat(field("string", rule -> rule.setValue(value))
                        .valueOf(List.of("A", "B"))
                        .asText())
                .isEqualTo(text);
        if (!value.contains("[v].")) {
            assertThat(field("string", rule -> rule.setValue(value))
                            .valueOf(new String[] {"A", "B"})
                            .asText())
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"${body[v][a][b]} x", "${uppercase(${body[v][a][b]})}"})
    void neitherIsAnObjectWithinAnObject(String value) {
        assertThat(field("string", rule -> rule.setValue(value)).refusal("v", Map.of("a", Map.of("b", ODD))))
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("known")
    void whatIsKnownPassesAsBefore(Object value, String text) throws InvalidRowException {
        assertThat(fieldOfType("string").valueOf(value).asText()).isEqualTo(text);
    }

    static Object[][] known() {
        return new Object[][] {
            {new StringBuilder("text"), "text"},
            {new AtomicLong(12), "12"},
            {new BigDecimal("1E+3"), "1000"},
            {'c', "c"},
            {new Date(0), "1970-01-01T00:00:00Z"},
            {java.time.Year.of(2026), "2026"}
        };
    }

    @Test
    void aStreamIsNoText() {
        assertThat(fieldOfType("string")
                        .refusal("v", new ByteArrayInputStream(new byte[] {65}))
                        .code())
                .isEqualTo("WRONG_TYPE");
        assertThat(field("string", rule -> rule.setValue("${uppercase(${body[v]})}"))
                        .refusal("v", new ByteArrayInputStream(new byte[] {65})))
                .isNotNull();
    }

    /** Also where Camel makes the text: not JDBC's, in the zone of the process. */
    @Test
    void aTimeWithinAFunctionIsShownAsInATextField() throws InvalidRowException {
        Timestamp moment = Timestamp.from(Instant.parse("2026-01-31T23:30:00Z"));
        LocalTimestamp local = new LocalTimestamp(moment, LocalDateTime.parse("2026-03-08T02:30"));
        for (String value : List.of("${body[v]}", "${uppercase(${body[v]})}", "${trim(${body[v]})}")) {
            TestMapping mapping = field("string", rule -> rule.setValue(value)).zone("Europe/Berlin");
            assertThat(mapping.valueOf(moment).asText()).isEqualTo("2026-02-01T00:30");
            assertThat(mapping.valueOf(local).asText()).isEqualTo("2026-03-08T02:30");
        }
        assertThat(field("datetime", rule -> rule.setValue("${body[a][v]}"))
                        .zone("Europe/Berlin")
                        .payload("a", Map.of("v", moment))
                        .get("F__c")
                        .asText())
                .isEqualTo("2026-01-31T23:30:00.000Z");
    }
}
