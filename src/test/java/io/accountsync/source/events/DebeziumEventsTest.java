package io.accountsync.source.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.source.BitText;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.SourceEvent;
import io.accountsync.source.SourceVersion;
import io.accountsync.source.UnavailableValue;
import io.accountsync.source.UnreadableValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Changes as Debezium's connectors write them. */
class DebeziumEventsTest {
    private static final String SOURCE =
            "\"source\":{\"connector\":\"postgresql\",\"name\":\"crm\",\"db\":\"shop\",\"schema\":\"public\","
                    + "\"table\":\"customers\",\"lsn\":240,\"sequence\":\"[\\\"200\\\",\\\"240\\\"]\"}";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final StreamBody body = new StreamBody(EventSettings.of("", Set.of("customer_id")));
    private long offset;

    @ParameterizedTest
    @ValueSource(strings = {"c", "u", "r"})
    void aRowThatIsThereIsItsStateAfterTheChange(String operation) {
        String change = change(operation, "null", "{\"customer_id\":7,\"name\":\"Acme\"}", SOURCE);
        for (String form : List.of(change, "{\"schema\":{\"type\":\"struct\"},\"payload\":" + change + "}")) {
            assertThat(event(form, null).columns())
                    .containsEntry("customer_id", 7)
                    .containsEntry("name", "Acme");
            assertThat(event(form, null).isDeleted()).isFalse();
        }
    }

    @Test
    void aDeletedRowHasTheColumnsThatTheSourceTells() {
        SourceEvent event =
                event(change("d", "{\"id\":null,\"customer_id\":7,\"name\":null}", "null", SOURCE), "{\"id\":1}");
        assertThat(event.isDeleted()).isTrue();
        assertThat(event.columns()).containsEntry("customer_id", 7).containsEntry("id", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C-7",
                "\"C-7\"",
                "{\"schema\":{\"type\":\"string\"},\"payload\":\"C-7\"}",
                "{\"customer_id\":\"C-7\"}"
            })
    void aDeletionThatTellsNothingOfItsRowIsAboutTheOneOfItsKey(String key) {
        SourceEvent event = event(change("d", "null", "null", SOURCE), key);
        assertThat(event.isDeleted()).isTrue();
        assertThat(event.columns()).containsEntry("customer_id", "C-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "\u0000\u0001"})
    void aDeletionWhoseKeyDoesNotSayWhichRowIsGoneIsInvalidWithTheReason(String key) {
        assertThat(rows(change("d", "null", "null", SOURCE), key))
                .singleElement()
                .isInstanceOfSatisfying(MalformedRow.class, row -> assertThat(row.reason())
                        .startsWith("the message says that a row is gone, and its key "));
    }

    @Test
    void aPlainKeyDoesNotSayWhichRowIsGoneWhereTheExternalIdIsMadeOfTwoColumns() {
        StreamBody two = new StreamBody(EventSettings.of("", Set.of("customer_id", "region")));
        assertThat(two.rows(exchange(change("d", "null", "null", SOURCE), "C-7")))
                .singleElement()
                .isInstanceOfSatisfying(
                        MalformedRow.class, row -> assertThat(row.reason()).contains("its key is not a JSON object"));
    }

    @Test
    void aPlainKeyIsNotTakenWhereTheDeletionTellsOtherColumns() {
        SourceEvent event = event(change("d", "{\"id\":1,\"customer_id\":null}", "null", SOURCE), "1");
        assertThat(event.columns().get("customer_id")).isNull();
    }

    @Test
    void theTombstoneBehindADeletionIsNotToldAgain() {
        String key = "{\"id\":1}";
        assertThat(rows(change("d", "{\"customer_id\":7}", "null", SOURCE), key))
                .hasSize(1);
        assertThat(rows(null, key)).isEmpty();
        assertThat(rows(null, key)).singleElement().isInstanceOf(MalformedRow.class);
    }

    @Test
    void aTombstoneOfAnotherRowIsTold() {
        rows(change("d", "{\"customer_id\":7}", "null", SOURCE), "{\"id\":1}");
        assertThat(rows(null, "{\"id\":2}"))
                .singleElement()
                .isInstanceOfSatisfying(MalformedRow.class, row -> assertThat(row.reason())
                        .contains("(customer_id)", "message.key.columns"));
        assertThat(rows(null, "{\"customer_id\":2}")).singleElement().isInstanceOf(SourceEvent.class);
    }

    @Test
    void aTruncatedTableIsToldSinceNoRowOfItIs() {
        assertThat(rows("{\"before\":null,\"after\":null," + SOURCE + ",\"op\":\"t\",\"ts_ms\":1}", null))
                .singleElement()
                .isInstanceOfSatisfying(MalformedRow.class, row -> assertThat(row.reason())
                        .contains("public.customers", "TRUNCATE", "run --compare-all"));
    }

    @Test
    void whatIsAboutNoRowIsLeftOut() {
        String table =
                "{\"source\":{\"name\":\"crm\"},\"ts_ms\":1,\"databaseName\":\"shop\",\"ddl\":\"ALTER TABLE x\",\"tableChanges\":[]}";
        String transaction =
                "{\"status\":\"BEGIN\",\"id\":\"571\",\"ts_ms\":1,\"event_count\":null,\"data_collections\":null}";
        String heartbeat =
                "{\"schema\":{\"type\":\"struct\",\"name\":\"io.debezium.connector.common.Heartbeat\"},\"payload\":{\"ts_ms\":1}}";
        String message = "{\"op\":\"m\",\"ts_ms\":1," + SOURCE + ",\"message\":{\"prefix\":\"p\",\"content\":\"\"}}";
        String row = change("c", "null", "{\"customer_id\":7}", SOURCE);
        assertThat(rows(List.of(table, transaction, row, heartbeat, message), null))
                .hasSize(1);
    }

    @Test
    void aRowThatLooksLikeAHeartbeatIsARow() {
        assertThat(event("{\"ts_ms\":1}", null).columns()).containsEntry("ts_ms", 1);
        assertThat(event("{\"status\":\"BEGIN\",\"id\":1}", null).columns()).containsEntry("status", "BEGIN");
        assertThat(event("{\"op\":\"u\",\"source\":\"web\",\"customer_id\":1}", null)
                        .columns())
                .containsEntry("op", "u");
    }

    @Test
    void aChangeWithoutARowIsMalformed() {
        assertThat(rows(change("u", "null", "null", SOURCE), null))
                .singleElement()
                .isInstanceOf(MalformedRow.class);
        assertThat(rows(change("x", "null", "{}", SOURCE), null))
                .singleElement()
                .isInstanceOf(MalformedRow.class);
    }

    @Test
    void anExternalIdThatBecomesAnotherLeavesARecordBehind() {
        List<Object> rows =
                rows(change("u", "{\"id\":1,\"customer_id\":7}", "{\"id\":1,\"customer_id\":8}", SOURCE), null);
        assertThat(rows).extracting(row -> ((SourceEvent) row).isDeleted()).containsExactly(true, false);
        assertThat(rows)
                .extracting(row -> ((SourceEvent) row).columns().get("customer_id"))
                .containsExactly(7, 8);
    }

    @Test
    void aRowWhoseTableKeyChangesLivesOnUnderItsExternalId() {
        String deletion = change("d", "{\"id\":1,\"customer_id\":7}", "null", SOURCE);
        Exchange exchange = exchange(deletion, "{\"id\":1}");
        exchange.getMessage().setHeader("__debezium.newkey", "{\"id\":2}");
        assertThat(body.rows(exchange)).isEmpty();
        Exchange ofExternalId = exchange(deletion, "{\"customer_id\":7}");
        ofExternalId.getMessage().setHeader("__debezium.newkey", "{\"customer_id\":8}");
        assertThat(body.rows(ofExternalId)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "u", "d"})
    void changesOfPostgresCountByTheirOwnPlaceInTheLogAlsoInTheFirstTransactionAfterARestart(String operation) {
        for (String source : List.of(SOURCE, SOURCE.replace("[\\\"200\\\"", "[null"))) {
            assertThat(event(change(operation, "{\"customer_id\":7}", "{\"customer_id\":7}", source), null)
                            .version())
                    .isEqualTo(new SourceVersion("lsn:crm/shop", 240));
        }
    }

    @Test
    void aRowOfASnapshotOfPostgresMakesNoChangeOlder() {
        assertThat(event(change("r", "null", "{}", SOURCE), null).version())
                .isEqualTo(new SourceVersion("snapshot:crm/shop", 240, "lsn:crm/shop"));
    }

    @Test
    void theTransactionOfAChangeCountsWhereItIsOfTheDatabaseThatRunsRead() {
        String source = SOURCE.replace("\"lsn\":240", "\"lsn\":240,\"txId\":4294967290");
        String change = change("u", "null", "{\"customer_id\":7}", source);
        EventRecord own = new EventRecord("{}", change, Map.of(), "LSN 0/F0");

        assertThat(transaction(body, own)).as("read by this process").isEqualTo(4294967290L);
        assertThat(transaction(body, change)).as("of nobody knows which").isNull();
        assertThat(transaction(new StreamBody(EventSettings.of("", Set.of("customer_id"), "crm")), change))
                .as("of the one that the key names")
                .isEqualTo(4294967290L);
        assertThat(transaction(new StreamBody(EventSettings.of("", Set.of("customer_id"), "other")), change))
                .isNull();
    }

    private Long transaction(StreamBody reader, Object message) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(message);
        return ((SourceEvent) reader.rows(exchange).get(0)).version().transaction();
    }

    @Test
    void changesOfMySqlCountByFileAndPositionInTheBinlog() {
        String source =
                "\"source\":{\"connector\":\"mysql\",\"name\":\"crm\",\"db\":\"shop\",\"server_id\":5,\"file\":\"bin.%s\",\"pos\":%d}";
        SourceVersion early = event(change("c", "null", "{}", source.formatted("000009", 4_000_000_000L)), null)
                .version();
        SourceVersion late = event(change("c", "null", "{}", source.formatted("000010", 4)), null)
                .version();
        assertThat(early.origin()).isEqualTo(late.origin()).isEqualTo("binlog:crm/5");
        assertThat(early.value()).isLessThan(late.value());
    }

    @Test
    void changesOfOtherDatabasesCountByTheirOffset() {
        String source =
                "\"source\":{\"connector\":\"sqlserver\",\"name\":\"crm\",\"commit_lsn\":\"00000025:00000448:0003\"}";
        assertThat(event(change("c", "null", "{}", source), null).version().origin())
                .isEqualTo("kafka:customers/3");
    }

    @Test
    void rowsThatATransformUnwrappedSayThatTheyAreDeleted() {
        assertThat(event("{\"customer_id\":7,\"__deleted\":\"true\"}", null).isDeleted())
                .isTrue();
        assertThat(event("{\"customer_id\":7,\"__deleted\":\"false\"}", null).isDeleted())
                .isFalse();
        assertThat(event("{\"customer_id\":7,\"__op\":\"d\"}", null).isDeleted())
                .isTrue();
    }

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("int32", "io.debezium.time.Date", "", "20484", LocalDate.of(2026, 1, 31)),
                Arguments.of("int32", "org.apache.kafka.connect.data.Date", "", "20484", LocalDate.of(2026, 1, 31)),
                Arguments.of("string", "io.debezium.time.IsoDate", "", "\"2026-01-31Z\"", LocalDate.of(2026, 1, 31)),
                Arguments.of("int64", "io.debezium.time.MicroTime", "", "34200000001", LocalTime.of(9, 30, 0, 1000)),
                Arguments.of("int32", "io.debezium.time.Time", "", "34200001", LocalTime.of(9, 30, 0, 1_000_000)),
                Arguments.of("int64", "io.debezium.time.MicroTime", "", "86400000000", "24:00:00"),
                Arguments.of("string", "io.debezium.time.IsoTime", "", "\"09:30:00Z\"", LocalTime.of(9, 30)),
                Arguments.of("string", "io.debezium.time.ZonedTime", "", "\"09:30:00Z\"", OffsetTime.parse("09:30Z")),
                Arguments.of(
                        "string",
                        "io.debezium.time.ZonedTimestamp",
                        "",
                        "\"2026-01-31T09:30:00.123456Z\"",
                        Timestamp.from(Instant.parse("2026-01-31T09:30:00.123456Z"))),
                Arguments.of(
                        "bytes",
                        "org.apache.kafka.connect.data.Decimal",
                        "\"scale\":\"2\"",
                        "\"AeJA\"",
                        new BigDecimal("1234.56")),
                Arguments.of(
                        "bytes",
                        "org.apache.kafka.connect.data.Decimal",
                        "\"scale\":\"2\"",
                        "1234.56",
                        new BigDecimal("1234.56")),
                Arguments.of(
                        "struct",
                        "io.debezium.data.VariableScaleDecimal",
                        "",
                        "{\"scale\":2,\"value\":\"AeJA\"}",
                        new BigDecimal("1234.56")),
                Arguments.of("bytes", "io.debezium.data.Bits", "\"length\":\"5\"", "\"FQ==\"", new BitText("10101")),
                Arguments.of("string", "io.debezium.data.Enum", "", "\"gold\"", "gold"),
                Arguments.of("string", "io.debezium.data.Json", "", "\"{}\"", "{}"),
                Arguments.of("string", "", "\"__debezium.source.column.type\":\"BPCHAR\"", "\"DE \"", "DE"),
                Arguments.of("string", "", "", "\"DE \"", "DE "),
                Arguments.of(
                        "string",
                        "io.debezium.time.Interval",
                        "",
                        "\"P1Y2M-3DT4H5M6.5S\"",
                        "1 year 2 mons -3 days +04:05:06.5"));
    }

    @ParameterizedTest(name = "{1} {3}")
    @MethodSource("types")
    void valuesAreReadByTheirSchema(String type, String name, String parameters, String json, Object value) {
        assertThat(typed(type, name, parameters, json)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1769851800000|Timestamp", "1769851800000000|MicroTimestamp", "1769851800000000000|NanoTimestamp"
            })
    void timesWithoutAZoneAreThoseOfTheColumn(String value) {
        String[] parts = value.split("\\|");
        assertThat(typed("int64", "io.debezium.time." + parts[1], "", parts[0])).hasToString("2026-01-31T09:30");
    }

    @Test
    void aValueThatIsNotWhatItsSchemaSaysIsUnreadable() {
        assertThat(typed("bytes", "org.apache.kafka.connect.data.Decimal", "\"scale\":\"2\"", "\"%%\""))
                .isInstanceOf(UnreadableValue.class);
        assertThat(typed("int64", "io.debezium.time.MicroDuration", "", "1")).isInstanceOf(UnreadableValue.class);
        assertThat(typed("bytes", "io.debezium.data.Bits", "\"length\":\"2147483647\"", "\"FQ==\""))
                .isInstanceOf(UnreadableValue.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"__debezium_unavailable_value\"",
                "\"X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==\"",
                "[\"__debezium_unavailable_value\"]",
                "{\"__debezium_unavailable_value\":\"__debezium_unavailable_value\"}",
                "\"{\\\"__debezium_unavailable_value\\\":\\\"__debezium_unavailable_value\\\"}\"",
                "[95,95,100,101,98,101,122,105,117,109,95,117,110,97,118,97,105,108,97,98,108,101,95,118,97,108,117,101]"
            })
    void aLargeValueThatDidNotChangeIsNoValue(String placeholder) {
        String after = "{\"customer_id\":7,\"notes\":" + placeholder + "}";
        assertThat(event(change("u", "null", after, SOURCE), null).columns())
                .containsEntry("notes", new UnavailableValue("notes"));
        assertThat(event(change("u", "{\"notes\":\"long\"}", after, SOURCE), null)
                        .columns())
                .as("the row before the change has it")
                .containsEntry("notes", "long");
    }

    @Test
    void anotherPlaceholderIsNoValueEither() {
        StreamBody other = new StreamBody(new EventSettings("", Set.of(), "hex:4e41", ""));
        assertThat(other.rows(exchange("{\"a\":\"NA\",\"b\":\"TkE=\",\"c\":\"__debezium_unavailable_value\"}", null)))
                .singleElement()
                .isInstanceOfSatisfying(SourceEvent.class, event -> assertThat(event.columns())
                        .containsEntry("a", new UnavailableValue("a"))
                        .containsEntry("b", new UnavailableValue("b"))
                        .containsEntry("c", "__debezium_unavailable_value"));
    }

    private Object typed(String type, String name, String parameters, String json) {
        String schema =
                "{\"type\":\"struct\",\"fields\":[{\"field\":\"after\",\"type\":\"struct\",\"fields\":[{\"field\":\"v\",\"type\":\""
                        + type + "\",\"name\":\"" + name + "\",\"parameters\":{" + parameters + "}}]}]}";
        Map<String, Object> columns = event(
                        "{\"schema\":" + schema + ",\"payload\":" + change("c", "null", "{\"v\":" + json + "}", SOURCE)
                                + "}",
                        null)
                .columns();
        return columns.get("v");
    }

    private static String change(String operation, String before, String after, String source) {
        return "{\"before\":" + before + ",\"after\":" + after + "," + source + ",\"op\":\"" + operation
                + "\",\"ts_ms\":1}";
    }

    private SourceEvent event(Object value, String key) {
        assertThat(rows(value, key)).singleElement().isInstanceOf(SourceEvent.class);
        return (SourceEvent) rows(value, key).get(0);
    }

    /** With the character for what is lost it could be the key of another row. */
    @Test
    void aDeletionWhoseKeyIsNotUtf8IsNoOtherRowsDeletion() {
        Exchange exchange =
                exchange("{\"before\":null,\"after\":null," + SOURCE + ",\"op\":\"d\",\"ts_ms\":1}", "placeholder");
        exchange.getMessage()
                .setHeader("kafka.KEY", "{\"customer_id\":\"K\u00E4\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(body.rows(exchange)).singleElement().isInstanceOfSatisfying(MalformedRow.class, row -> assertThat(
                        row.reason())
                .contains("its key is not text"));
    }

    private List<Object> rows(Object value, String key) {
        return body.rows(exchange(value, key));
    }

    private Exchange exchange(Object value, String key) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(value);
        exchange.getMessage().setHeader("kafka.TOPIC", "customers");
        exchange.getMessage().setHeader("kafka.PARTITION", 3);
        exchange.getMessage().setHeader("kafka.OFFSET", offset++);
        exchange.getMessage().setHeader("kafka.KEY", key);
        return exchange;
    }
}
