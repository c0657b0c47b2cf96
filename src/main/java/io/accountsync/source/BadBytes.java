package io.accountsync.source;

import io.accountsync.config.Sentence;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is said of bytes that are not text in the encoding of their file, and what a person does about it. */
final class BadBytes {
    private BadBytes() {}

    /**
     * Two sentences.
     *
     * @param place of the bytes
     * @param said the encoding that the sync file says
     * @param marked the one that the file's byte order mark names, which counts
     */
    static String text(String place, Charset said, Optional<Charset> marked) {
        Charset charset = marked.orElse(said);
        return Sentence.closed(place + " is not " + charset.name()
                        + (marked.isPresent() ? ", which its byte order mark names" : ""))
                + " " + remedy(charset, marked.isPresent());
    }

    private static String remedy(Charset charset, boolean isMarked) {
        if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
            return "A file that is cut off ends within a character: write it again, whole."
                    + (isMarked ? "" : " Or set charset to the file's encoding, such as UTF-8.");
        }
        if (isMarked) {
            return "The mark counts, whatever charset says: files of several encodings may have been put together, or the file is"
                    + " damaged there. Write it again in one encoding.";
        }
        return charset.equals(StandardCharsets.UTF_8)
                ? "Set charset to the file's encoding, such as windows-1252."
                : "Set charset to the file's encoding, such as UTF-8; if " + charset.name()
                        + " is right, the file is damaged there.";
    }
}
