package io.accountsync.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;

/**
 * Changes whenever the same row could give another payload: with the file, with the types and lengths in the org, with the
 * time zone of the sync, in which columns without one are read, with the fingerprint's own version, and, where the cursor is a
 * time, with the zone of the process, in which it is read and bound.
 */
final class MappingVersion {
    private MappingVersion() {}

    static String of(Mapping mapping, List<BoundField> fields) {
        ZoneId process = cursorZone(mapping);
        ZoneId zone = mapping.zone().normalized();
        String text = Signature.of(
                Fingerprinter.VERSION,
                process,
                mapping.cursor(),
                mapping.cursorType(),
                Signature.of(fields.stream()
                        .map(field -> Signature.of(field.mapping().signature(), field.type()))
                        .toArray()));
        if (!zone.equals(process)) {
            // Where both are the same, versions are those of the time when the process's zone counted for everything.
            text = Signature.of(text, "zone", zone);
        }
        if (mapping.operation() != Operation.UPSERT) {
            text = Signature.of(text, "operation", mapping.operation().word());
        }
        if (!mapping.gone().signature().isEmpty()) {
            text = Signature.of(text, "gone", mapping.gone().signature());
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A server and a person elsewhere may run the same sync in turn: their zones say nothing of its values. */
    private static ZoneId cursorZone(Mapping mapping) {
        boolean isTime = mapping.cursor() != null && mapping.cursorType() != CursorType.INTEGER;
        return isTime ? ZoneId.systemDefault().normalized() : ZoneOffset.UTC;
    }
}
