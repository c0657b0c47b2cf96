package io.accountsync.source.events;

import io.accountsync.source.BitText;
import io.accountsync.source.LocalTimestamp;
import io.accountsync.source.UnreadableValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of Kafka Connect's JSON by their schema: what the same column gives when a query reads it. */
final class ConnectValues {
    private static final long NANOS_OF_DAY = LocalTime.MAX.toNanoOfDay() + 1;
    private static final long NANOS_OF_SECOND = 1_000_000_000L;
    private static final String SOURCE_TYPE = "__debezium.source.column.type";

    private ConnectValues() {}

    /**
     * A column's value.
     *
     * @return an {@link UnreadableValue} where it is not what its schema says
     */
    static Object of(String column, ConnectSchema schema, Object value) {
        if (value == null || schema == ConnectSchema.NONE) {
            return value;
        }
        try {
            return read(column, schema, value);
        } catch (RuntimeException e) {
            return new UnreadableValue("the column " + column + " is not the " + meaning(schema)
                    + " that the schema of its message says; look at the converter of the connector");
        }
    }

    private static Object read(String column, ConnectSchema schema, Object value) {
        return switch (shortName(schema.name())) {
            case "Date" -> LocalDate.ofEpochDay(whole(value));
            case "IsoDate" -> LocalDate.parse(text(value), DateTimeFormatter.ISO_DATE);
            case "Timestamp" -> local(Math.multiplyExact(whole(value), 1_000_000L), 1);
            case "MicroTimestamp" -> local(whole(value), 1000);
            case "NanoTimestamp" -> local(whole(value), 1);
            case "IsoTimestamp" -> local(LocalDateTime.parse(text(value), DateTimeFormatter.ISO_DATE_TIME));
            case "ZonedTimestamp" -> moment(text(value));
            case "Time" -> time(Math.multiplyExact(whole(value), 1_000_000L));
            case "MicroTime" -> time(Math.multiplyExact(whole(value), 1000L));
            case "NanoTime" -> time(whole(value));
            case "IsoTime" -> LocalTime.parse(text(value), DateTimeFormatter.ISO_TIME);
            case "ZonedTime" -> OffsetTime.parse(text(value));
            case "Decimal" -> decimal(value, Integer.parseInt(schema.parameter("scale")));
            case "VariableScaleDecimal" -> variable((Map<?, ?>) value);
            case "Bits" -> bits(column, bytes(value), schema);
            case "Interval" -> PostgresInterval.shown(text(value));
            case "MicroDuration", "NanoDuration" ->
                new UnreadableValue(
                        "the column " + column
                                + " is an interval that comes as an estimate; set interval.handling.mode=string in the connector");
            default -> byType(column, schema, value);
        };
    }

    private static Object byType(String column, ConnectSchema schema, Object value) {
        return switch (schema.type()) {
            case "bytes" -> value instanceof Number ? value : bytes(value);
            case "array" -> entries(column, schema.items(), (List<?>) value);
            case "struct" -> members(schema, (Map<?, ?>) value);
            case "string" -> isPadded(schema) ? withoutBlanks(text(value)) : value;
            default -> value;
        };
    }

    /** Of an object, each member by its own schema. */
    static Map<String, Object> members(ConnectSchema schema, Map<?, ?> object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            String member = String.valueOf(name);
            members.put(member, of(member, schema.field(member), value));
        });
        return members;
    }

    private static List<Object> entries(String column, ConnectSchema items, List<?> values) {
        List<Object> entries = new ArrayList<>();
        values.forEach(value -> entries.add(of(column, items, value)));
        return entries;
    }

    private static String shortName(String name) {
        boolean isKnown = name.startsWith("io.debezium.") || name.startsWith("org.apache.kafka.connect.data.");
        return isKnown ? name.substring(name.lastIndexOf('.') + 1) : "";
    }

    private static String meaning(ConnectSchema schema) {
        String name = shortName(schema.name());
        return name.isEmpty() ? schema.type() : name;
    }

    private static LocalTimestamp local(long units, int nanosOfUnit) {
        long unitsOfSecond = NANOS_OF_SECOND / nanosOfUnit;
        return local(LocalDateTime.ofEpochSecond(
                Math.floorDiv(units, unitsOfSecond),
                (int) (Math.floorMod(units, unitsOfSecond) * nanosOfUnit),
                ZoneOffset.UTC));
    }

    private static LocalTimestamp local(LocalDateTime time) {
        return new LocalTimestamp(Timestamp.valueOf(time), time);
    }

    private static Timestamp moment(String text) {
        return Timestamp.from(OffsetDateTime.parse(text).toInstant());
    }

    /** The end of a day is no time of it: as a database writes it. */
    private static Object time(long nanos) {
        if (nanos == NANOS_OF_DAY) {
            return "24:00:00";
        }
        if (nanos < 0 || nanos > NANOS_OF_DAY) {
            throw new DateTimeException("a duration");
        }
        return LocalTime.ofNanoOfDay(nanos);
    }

    /** Connect can write numbers as they are, too, by decimal.format. */
    private static BigDecimal decimal(Object value, int scale) {
        return value instanceof Number number
                ? new BigDecimal(number.toString())
                : new BigDecimal(new BigInteger(bytes(value)), scale);
    }

    private static BigDecimal variable(Map<?, ?> value) {
        return new BigDecimal(new BigInteger(bytes(value.get("value"))), Math.toIntExact(whole(value.get("scale"))));
    }

    /** The first bit of the first byte is the last that is shown. How many there are is not told where the type does not say it. */
    private static Object bits(String column, byte[] bytes, ConnectSchema schema) {
        String length = schema.parameter("length");
        int declared = length.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(length);
        if (declared > bytes.length * Byte.SIZE || schema.parameter(SOURCE_TYPE).equalsIgnoreCase("VARBIT")) {
            return new UnreadableValue(
                    "the column " + column + " is of type bit varying, whose zeros in front do not come with a"
                            + " change; make it a text at the source, or map it in runs only");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(declared, bytes.length * Byte.SIZE); i++) {
            text.append((bytes[i / Byte.SIZE] >> (i % Byte.SIZE) & 1) == 0 ? '0' : '1');
        }
        return new BitText(text.reverse().toString());
    }

    /** Blanks behind the text of such a column do not count; the schema says so where the connector propagates source types. */
    private static boolean isPadded(ConnectSchema schema) {
        String type = schema.parameter(SOURCE_TYPE);
        return type.equalsIgnoreCase("BPCHAR") || type.equalsIgnoreCase("CHAR") || type.equalsIgnoreCase("NCHAR");
    }

    private static String withoutBlanks(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static byte[] bytes(Object value) {
        return value instanceof byte[] bytes ? bytes : Base64.getDecoder().decode(text(value));
    }

    private static long whole(Object value) {
        return new BigDecimal(value.toString()).longValueExact();
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text");
    }
}
