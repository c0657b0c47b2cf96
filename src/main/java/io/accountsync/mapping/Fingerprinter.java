package io.accountsync.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes fingerprints: 128 bits, the first half of a SHA-256, that stand for a payload together with its object and
 * External ID field. Equal fingerprints mean that there is nothing to send. Safe for several threads.
 */
final class Fingerprinter {
    /** Goes up when the same payload would get another fingerprint; part of the mapping version, so all rows are re-read. */
    static final int VERSION = 1;

    private final MessageDigest digest;
    private final byte[] prefix;

    Fingerprinter(String object, String externalId) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        prefix = (object + '\0' + externalId + '\0').getBytes(StandardCharsets.UTF_8);
    }

    /** What tombstones have in its place, which are all alike. */
    static byte[] ofTombstones() {
        return new byte[16];
    }

    /** Sixteen bytes. */
    synchronized byte[] of(byte[] payload) {
        digest.update(prefix);
        return Arrays.copyOf(digest.digest(payload), 16);
    }

    /** The same of a payload without some fields: another one than of any whole payload, which is a JSON object. */
    synchronized byte[] ofPart(byte[] payload, Set<String> leftOut) {
        digest.update(prefix);
        digest.update(("without " + String.join(",", new TreeSet<>(leftOut)) + '\0').getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(digest.digest(payload), 16);
    }
}
