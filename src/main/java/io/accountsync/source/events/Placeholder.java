package io.accountsync.source.events;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Debezium writes where it does not know a large value that did not change, in each of the forms that it has: text, bytes, lists
 * of texts, bytes, numbers or UUIDs, and objects.
 */
final class Placeholder {
    private static final String HEX = "hex:";

    private final byte[] bytes;
    private final Set<String> texts;
    private final List<Long> numbers;

    /** @param written as in the connector's {@code unavailable.value.placeholder} */
    Placeholder(String written) {
        this.bytes = written.toLowerCase(Locale.ROOT).startsWith(HEX)
                ? HexFormat.of().parseHex(written.substring(HEX.length()))
                : written.getBytes(StandardCharsets.UTF_8);
        this.texts = Stream.of(
                        new String(bytes, StandardCharsets.UTF_8),
                        Base64.getEncoder().encodeToString(bytes),
                        Base64.getUrlEncoder().encodeToString(bytes),
                        HexFormat.of().formatHex(bytes),
                        UUID.nameUUIDFromBytes(bytes).toString())
                .collect(Collectors.toUnmodifiableSet());
        Long[] each = new Long[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            each[i] = (long) bytes[i];
        }
        this.numbers = List.of(each);
    }

    /** Whether a value, as JSON has it or read by its schema, is none. */
    boolean is(Object value) {
        if (value instanceof CharSequence text) {
            return texts.contains(text.toString()) || isObject(text.toString());
        }
        if (value instanceof byte[] read) {
            return Arrays.equals(read, bytes);
        }
        if (value instanceof List<?> list) {
            return list.size() == 1 && is(list.get(0)) || isNumbers(list);
        }
        return value instanceof Map<?, ?> map
                && map.size() == 1
                && map.keySet().iterator().next() instanceof String name
                && texts.contains(name);
    }

    private boolean isNumbers(List<?> list) {
        return list.size() == numbers.size()
                && list.stream().allMatch(Number.class::isInstance)
                && list.stream()
                        .map(number -> ((Number) number).longValue())
                        .toList()
                        .equals(numbers);
    }

    /** An hstore comes as the text of a JSON object. */
    private boolean isObject(String text) {
        return text.length() < 1000
                && text.startsWith("{")
                && texts.stream().anyMatch(each -> text.equals("{\"" + each + "\":\"" + each + "\"}"));
    }
}
