package io.accountsync.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the state remembers single fields: eight bytes that stand for name and value of each. With a secret they are an HMAC;
 * without one, whoever has the state can try values until one fits, which takes no time for a phone number. What was written
 * without a secret is understood all the same, until the record is confirmed again.
 */
public final class FieldHashes {
    private static final int SIZE = Long.BYTES;

    /** The first byte of what was made with a secret; without one there is none. */
    private static final byte KEYED = 1;

    private static final int SHORTEST = 16;

    private final SecretKeySpec key;

    private FieldHashes(SecretKeySpec key) {
        this.key = key;
    }

    /** Without a secret. */
    public static FieldHashes plain() {
        return new FieldHashes(null);
    }

    /** With a secret; null when it is too short to keep anything from being guessed. */
    public static FieldHashes keyed(String secret) {
        return secret.length() < SHORTEST
                ? null
                : new FieldHashes(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }

    /** A field of a payload: its name and its value as JSON. */
    record Field(String name, String json) {}

    /** What is kept of these fields. */
    byte[] of(List<Field> fields) {
        ByteBuffer hashes = ByteBuffer.allocate(fields.size() * SIZE + (key == null ? 0 : 1));
        if (key != null) {
            hashes.put(KEYED);
        }
        fields.forEach(field -> hashes.putLong(key == null ? plainHash(field) : keyedHash(field)));
        return hashes.array();
    }

    /** The names of those fields that are among what was kept; none when it was made with another secret. */
    Set<String> same(List<Field> fields, byte[] kept) {
        boolean keyed = kept.length % SIZE == 1 && kept[0] == KEYED;
        if (keyed && key == null) {
            return Set.of();
        }
        Set<Long> known = new HashSet<>();
        for (int i = keyed ? 1 : 0; i + SIZE <= kept.length; i += SIZE) {
            known.add(ByteBuffer.wrap(kept, i, SIZE).getLong());
        }
        Set<String> same = new HashSet<>();
        for (Field field : fields) {
            if (known.contains(keyed ? keyedHash(field) : plainHash(field))) {
                same.add(field.name());
            }
        }
        return same;
    }

    private static long plainHash(Field field) {
        byte[] hash = new Fingerprinter(field.name(), "").of(field.json().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash).getLong();
    }

    private long keyedHash(Field field) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(("field\0" + field.name() + "\0").getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(mac.doFinal(field.json().getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
        }
    }
}
