package io.accountsync.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a row without key is known by: sixteen hexadecimal digits that stand for its contents, and show nothing of them. */
public final class RowHash {
    private static final int BYTES = 8;

    private RowHash() {}

    /** Of a row: the same for the same columns with the same values, in whichever order. */
    public static String of(Map<String, ?> row) {
        MessageDigest digest = digest();
        new TreeMap<>(row).forEach((name, value) -> {
            add(digest, name);
            add(digest, text(value));
        });
        return hex(digest);
    }

    /** Of the texts that a line was taken apart into. */
    public static String of(Iterable<String> texts) {
        MessageDigest digest = digest();
        texts.forEach(text -> add(digest, text));
        return hex(digest);
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof UnreadableValue) {
            return "unreadable";
        }
        if (value instanceof LocalTimestamp timestamp) {
            // As JDBC shows it, by which rows are known since before it had a text of its own.
            Timestamp shown = new Timestamp(timestamp.getTime());
            shown.setNanos(timestamp.getNanos());
            return shown.toString();
        }
        if (value instanceof Object[] values) {
            return text(Arrays.asList(values));
        }
        if (value instanceof Collection<?> values) {
            return values.stream().map(RowHash::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> member.getKey() + "=" + text(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        // Another object of the same contents may show another text, such as its address.
        boolean hasText = value == null
                || value instanceof CharSequence
                || value instanceof Date
                || value.getClass().getName().startsWith("java.");
        return hasText ? String.valueOf(value) : value.getClass().getName();
    }

    /** With its length, so that "a","b" and "ab" are two. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
