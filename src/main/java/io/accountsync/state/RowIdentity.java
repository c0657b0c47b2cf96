package io.accountsync.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a row is known by that has no usable External ID. */
public final class RowIdentity {
    private static final String WITHOUT_KEY = "row-";
    private static final int LONGEST = 255;
    private static final int HASH_BYTES = 8;

    /** Other blanks than those of ASCII make another key. */
    private static final Pattern AROUND = Pattern.compile("^[\\s\\x1C-\\x1F]+|[\\s\\x1C-\\x1F]+$");

    private RowIdentity() {}

    /** For a row without key, by what stands for its contents or its place. */
    public static String ofHash(String hash) {
        return WITHOUT_KEY + hash;
    }

    /**
     * For a row with a key that cannot be an External ID: the key, of which a very long one is cut and distinguished
     * by a hash.
     */
    public static String ofKey(String key) {
        String storable = key.replace('\0', '\uFFFD');
        if (storable.length() <= LONGEST) {
            return storable;
        }
        String hash = hash(storable);
        return storable.substring(0, LONGEST - hash.length() - 1) + "-" + hash;
    }

    /** The keys that the state may have for an External ID as a person or a source writes it, the most likely one first. */
    public static Set<String> spellings(String written) {
        String key = AROUND.matcher(written).replaceAll("");
        String folded = key.toLowerCase(Locale.ROOT);
        return new LinkedHashSet<>(List.of(written, key, folded, ofKey(key), ofKey(folded)));
    }

    /** The hash of a place, for rows that nothing else is known of. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
