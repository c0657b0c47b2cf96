package io.accountsync.source;

import io.accountsync.config.FileName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of this machine. Whoever writes to it while it is read is found out by its stamp before and after. */
final class LocalContent implements FileContent {
    private static final Logger LOG = LoggerFactory.getLogger(SourceFile.class);

    private final String name;
    private final Path file;
    private final Optional<FileStamp> before;

    /** Takes the stamp of the file, so make it before anything is read. */
    LocalContent(String path) {
        this.name = path;
        this.file = FileName.path(path, "path");
        this.before = FileStamp.of(file);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InputStream open() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            LOG.warn(
                    "The source file {} is a pipe or a device: the run waits until another process writes to it.",
                    file.toAbsolutePath());
        }
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new SourceException("The source file " + file.toAbsolutePath() + " does not exist.", e);
        } catch (AccessDeniedException e) {
            throw new SourceException("The source file " + file.toAbsolutePath() + " may not be read by this user.", e);
        }
    }

    @Override
    public boolean canBeReadAgain() {
        return Files.isRegularFile(file);
    }

    @Override
    public void requireWhole(boolean showsItsEnd) {
        before.flatMap(stamp -> stamp.changeSince(FileStamp.of(file))).ifPresent(change -> {
            throw FileStamp.changed(name, change);
        });
    }
}
