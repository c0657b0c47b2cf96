package io.accountsync.source.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.source.MalformedRow;
import io.accountsync.source.SourceEvent;
import io.accountsync.source.SourceVersion;
import io.accountsync.source.UnavailableValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a message of a stream holds: a row, or one sentence in its place. */
class StreamBodyTest {
    private static final String SECRET = "Geheim GmbH";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final StreamBody body = new StreamBody(EventSettings.of("", Set.of("customer_id")));

    @Test
    void aRowIsReadFromWhateverHoldsIt() {
        String json = "{\"customer_id\":7,\"name\":\"Acme\"}";
        Stream.of(
                        Map.of("customer_id", 7, "name", "Acme"),
                        List.of(Map.of("customer_id", 7, "name", "Acme")),
                        json,
                        "\uFEFF" + json,
                        "[" + json + "]",
                        json.getBytes(StandardCharsets.UTF_8),
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                        List.of(exchange(json)),
                        List.of(exchange(json).getMessage()),
                        new Object[] {json},
                        List.of(json).iterator())
                .forEach(form -> assertThat(columns(rows(form)))
                        .as(form.getClass().getName())
                        .singleElement()
                        .satisfies(row -> {
                            assertThat(row.get("CUSTOMER_ID")).isEqualTo(7);
                            assertThat(row).containsEntry("name", "Acme");
                        }));
    }

    @Test
    void anEmptyListHoldsNoRow() {
        assertThat(rows(List.of())).isEmpty();
        assertThat(rows("[]")).isEmpty();
    }

    @Test
    void eachMessageOfABatchHasThePlaceAndTheVersionOfItsOwn() {
        List<Object> rows = rows(List.of(
                kafka("{\"customer_id\":1}", null, 41),
                kafka("no JSON", null, 42),
                kafka("{\"customer_id\":2}", null, 43)));
        assertThat(((SourceEvent) rows.get(0)).version()).isEqualTo(new SourceVersion("kafka:customers/3", 41));
        assertThat(((MalformedRow) rows.get(1)).place()).isEqualTo("topic customers, partition 3, offset 42");
        assertThat(((SourceEvent) rows.get(2)).version()).isEqualTo(new SourceVersion("kafka:customers/3", 43));
    }

    @Test
    void anotherIncarnationOfTheSourceIsAnotherOrigin() {
        StreamBody second = new StreamBody(EventSettings.of("restored-2026", Set.of()));
        assertThat(second.rows(kafka("{\"id\":1}", null, 5)))
                .singleElement()
                .isInstanceOfSatisfying(SourceEvent.class, event -> assertThat(event.version())
                        .isEqualTo(new SourceVersion("kafka:customers/3#restored-2026", 5)));
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                Arguments.of("no JSON", SECRET, "not JSON"),
                Arguments.of("cut off", "{\"name\":\"" + SECRET, "cut off"),
                Arguments.of("empty", "", "empty"),
                Arguments.of("a text", "\"" + SECRET + "\"", "not an object"),
                Arguments.of("a number", "12", "not an object"),
                Arguments.of("two objects", "{\"name\":\"" + SECRET + "\"}{}", "something follows"),
                Arguments.of("a name twice", "{\"name\":1,\"name\":\"" + SECRET + "\"}", "appears twice"),
                Arguments.of("names that differ in case", "{\"name\":1,\"NAME\":\"" + SECRET + "\"}", "only in case"),
                Arguments.of("a huge number", "{\"n\":1" + "0".repeat(5000) + "}", "1,000"),
                Arguments.of("a huge exponent", "{\"n\":1e99999999999}", "exponent"),
                Arguments.of("NaN", "{\"n\":NaN}", "not JSON"),
                Arguments.of("deep nesting", "[".repeat(100_000), "nested deeper"),
                Arguments.of("deep objects", "{\"a\":".repeat(100_000), "nested deeper"),
                Arguments.of("a raw NUL", "{\"name\":\"" + SECRET + "\u0000\"}", "not JSON"),
                Arguments.of("NULs only", "\u0000\u0000\u0000", "not JSON"),
                Arguments.of("20 MB", "{\"n\":\"" + "x".repeat(20 * 1024 * 1024) + "\"}", "20 million"),
                Arguments.of("40 MB", "[" + " ".repeat(40 * 1024 * 1024) + "]", "32 MB"),
                Arguments.of("Latin 1", "{\"n\":\"Müller\"}".getBytes(StandardCharsets.ISO_8859_1), "not UTF-8"),
                Arguments.of("UTF-16", "{\"n\":1}".getBytes(StandardCharsets.UTF_16), "not UTF-8"),
                Arguments.of("an object of Java's", new Object(), "neither an object"),
                Arguments.of("a list of a list of texts", List.of(List.of(SECRET)), "not JSON"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    void poisonIsAMalformedRowWithItsPlaceAndNeverAValue(String name, Object poison, String reason) {
        assertThat(body.rows(kafka(poison, null, 42)))
                .singleElement()
                .isInstanceOfSatisfying(MalformedRow.class, row -> {
                    assertThat(row.place()).startsWith("topic customers, partition 3, offset 42");
                    assertThat(row.reason())
                            .contains(reason)
                            .doesNotContain(SECRET)
                            .doesNotContain("Geheim");
                });
    }

    @Test
    void poisonInAFileHasTheNameOfTheFileAsItsPlaceSoThatTheSameFileIsTheSameRow() {
        Exchange exchange = exchange("no JSON".getBytes(StandardCharsets.UTF_8));
        exchange.getMessage().setHeader(Exchange.FILE_NAME, "in/14broken.json");
        assertThat(body.rows(exchange)).singleElement().isInstanceOfSatisfying(MalformedRow.class, row -> assertThat(
                        row.place())
                .isEqualTo("file in/14broken.json"));
    }

    @Test
    void poisonThatIsNoFileSaysWhereAndWhenItCameAndNoSecret() {
        Exchange exchange = context.getEndpoint("direct://crm:hunter2@rows?exchangePattern=InOnly")
                .createExchange();
        exchange.getMessage().setBody("no JSON");
        assertThat(body.rows(exchange)).singleElement().isInstanceOfSatisfying(MalformedRow.class, row -> assertThat(
                        row.place())
                .startsWith("message " + exchange.getExchangeId() + " that came by direct://rows at 20")
                .doesNotContain("hunter2", "exchangePattern"));
    }

    @Test
    void poisonInAnArrayHidesNoneOfTheOtherRows() {
        assertThat(rows("[{\"customer_id\":1},7,null,{\"customer_id\":2}]"))
                .extracting(row -> row.getClass().getSimpleName())
                .containsExactly("SourceEvent", "MalformedRow", "MalformedRow", "SourceEvent");
    }

    @Test
    void aTombstoneIsADeletionWithTheColumnsOfItsKey() {
        for (String key : List.of(
                "{\"customer_id\":7}",
                "{\"schema\":{\"type\":\"struct\",\"fields\":[]},\"payload\":{\"customer_id\":7}}")) {
            assertThat(body.rows(kafka(null, key, 1)))
                    .singleElement()
                    .isInstanceOfSatisfying(SourceEvent.class, event -> {
                        assertThat(event.isDeleted()).isTrue();
                        assertThat(event.columns()).containsOnly(Map.entry("customer_id", 7));
                    });
        }
    }

    @Test
    void aTombstoneWithAPlainKeyHasTheColumnOfTheExternalId() {
        assertThat(body.rows(kafka(null, "C-7".getBytes(StandardCharsets.UTF_8), 1)))
                .singleElement()
                .isInstanceOfSatisfying(SourceEvent.class, event -> {
                    assertThat(event.isDeleted()).isTrue();
                    assertThat(event.columns()).containsOnly(Map.entry("customer_id", "C-7"));
                });
    }

    @Test
    void aTombstoneOfWhichItIsNotKnownWhoseItIsIsMalformed() {
        assertThat(body.rows(kafka(null, null, 1))).singleElement().isInstanceOf(MalformedRow.class);
        assertThat(new StreamBody(EventSettings.of("", Set.of("a", "b"))).rows(kafka(null, "C-7", 1)))
                .singleElement()
                .isInstanceOfSatisfying(
                        MalformedRow.class,
                        row -> assertThat(row.reason()).contains("JSON object").doesNotContain("C-7"));
    }

    @Test
    void aTombstoneIsUnderstoodWhateverKafkaConnectOrAProducerWritesAsItsKey() {
        for (Object key : List.of(
                "C-7",
                "\"C-7\"",
                " \"C-7\" ",
                "{\"schema\":{\"type\":\"string\",\"optional\":false},\"payload\":\"C-7\"}",
                "{\"schema\":null,\"payload\":\"C-7\"}",
                "{\"schema\":null,\"payload\":{\"CUSTOMER_ID\":\"C-7\"}}",
                Map.of("customer_id", "C-7"),
                "\"C-7\"".getBytes(StandardCharsets.UTF_8))) {
            assertThat(columns(body.rows(kafka(null, key, 1))))
                    .as("%s", key)
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("customer_id")).isEqualTo("C-7"));
        }
        assertThat(columns(body.rows(
                        kafka(null, "{\"schema\":{\"type\":\"int64\",\"optional\":false},\"payload\":7}", 1))))
                .singleElement()
                .satisfies(row -> assertThat(row.get("customer_id")).hasToString("7"));
        String guid = "{6F9619FF-8B86-D011-B42D-00CF4FC964FF}";
        assertThat(columns(body.rows(kafka(null, guid, 1))))
                .singleElement()
                .satisfies(row -> assertThat(row.get("customer_id")).isEqualTo(guid));
    }

    @Test
    void aTombstoneWhoseKeyIsNotUnderstoodIsAnInvalidRowWithItsPlaceAndARemedy() {
        for (Object key : List.of(
                "",
                "  ",
                "null",
                "\"\"",
                "\"Geheim GmbH",
                "\"Geheim\" GmbH",
                "{\"customer_id\":",
                "{}",
                "[\"Geheim GmbH\"]",
                "{\"other\":\"Geheim GmbH\"}",
                "{\"customer_id\":null}",
                "{\"schema\":null,\"payload\":null}",
                "{\"schema\":{\"type\":\"string\"},\"payload\":null}",
                "{\"schema\":{\"type\":\"boolean\"},\"payload\":true}",
                "{\"schema\":{\"type\":\"array\"},\"payload\":[\"Geheim GmbH\"]}",
                "\u0000\u0000\u0000\u0000\u0007",
                new byte[] {0, 0, 0, 0, 1, 12},
                new byte[] {(byte) 0xff, (byte) 0xfe},
                new Object())) {
            assertThat(body.rows(kafka(null, key, 1)))
                    .as("%s", key)
                    .singleElement()
                    .isInstanceOfSatisfying(MalformedRow.class, row -> {
                        assertThat(row.place()).isEqualTo("topic customers, partition 3, offset 1");
                        assertThat(row.reason())
                                .startsWith("the message says that a row is gone, and its key ")
                                .contains("; ")
                                .doesNotContain("Geheim", "query");
                    });
        }
    }

    @Test
    void aTombstoneWithPartOfItsKeyIsNoOtherRowsDeletion() {
        assertThat(new StreamBody(EventSettings.of("", Set.of("a", "b"))).rows(kafka(null, "{\"a\":1}", 1)))
                .singleElement()
                .isInstanceOfSatisfying(
                        MalformedRow.class, row -> assertThat(row.reason()).contains("(b)"));
    }

    @Test
    void placeholdersInPlainRowsAreNoValues() {
        assertThat(columns(rows("{\"customer_id\":7,\"notes\":\"__debezium_unavailable_value\"}")))
                .singleElement()
                .satisfies(row -> assertThat(row.get("notes")).isEqualTo(new UnavailableValue("notes")));
    }

    private List<Object> rows(Object form) {
        return body.rows(exchange(form));
    }

    private static List<Map<String, Object>> columns(List<Object> rows) {
        List<Map<String, Object>> columns = new ArrayList<>();
        rows.forEach(row -> columns.add(((SourceEvent) row).columns()));
        return columns;
    }

    private Exchange exchange(Object form) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(form);
        return exchange;
    }

    private Exchange kafka(Object value, Object key, long offset) {
        Exchange exchange = exchange(value);
        exchange.getMessage().setHeader("kafka.TOPIC", "customers");
        exchange.getMessage().setHeader("kafka.PARTITION", 3);
        exchange.getMessage().setHeader("kafka.OFFSET", offset);
        exchange.getMessage().setHeader("kafka.KEY", key);
        return exchange;
    }
}
