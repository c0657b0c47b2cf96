package io.accountsync.mapping;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Values written one behind the other in such a way that two lists of them never give the same text. */
final class Signature {
    private Signature() {}

    static String of(Object... values) {
        return Arrays.stream(values)
                .map(value -> value == null ? "-" : value.toString().length() + ":" + value)
                .collect(Collectors.joining(","));
    }
}
