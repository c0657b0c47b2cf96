package io.accountsync.source;

import io.accountsync.config.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What distinguishes one state of a file from another. A file that has another stamp after it was read than before is
 * not whole, or was
 * read half in one state and half in another.
 *
 * @param size in bytes
 * @param time of its last change
 * @param key stands for the file itself, whatever its name; null on systems that have none
 */
record FileStamp(long size, FileTime time, Object key) {
    /** The stamp of a file; empty when there is none, or it is a pipe or something else without size. */
    static Optional<FileStamp> of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()))
                    : Optional.empty();
        } catch (IOException e) {
            // Whoever opens it says what is wrong.
            return Optional.empty();
        }
    }

    /** What happened to a file that had this stamp, in words; empty when nothing did. */
    Optional<String> changeSince(Optional<FileStamp> now) {
        if (now.isEmpty()) {
            return Optional.of("was taken away");
        }
        if (!Objects.equals(key, now.get().key())) {
            return Optional.of("was replaced by another file");
        }
        if (size != now.get().size()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s from %,d to %s",
                    size < now.get().size() ? "grew" : "shrank",
                    size,
                    Quantity.of(now.get().size(), "byte")));
        }
        return time.equals(now.get().time()) ? Optional.empty() : Optional.of("was written to");
    }

    /** What ends the reading of a file that changed in this way. */
    static SourceException changed(String name, String change) {
        return new SourceException(name + " " + change
                + " while it was read, so that what was read is not all of it. Nothing was sent;"
                + " the next run reads it again. Write it under another name, and rename it when it is whole.");
    }
}
