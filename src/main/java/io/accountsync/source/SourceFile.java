package io.accountsync.source;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Sentence;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What CSV and JSON files have in common: where they are, their encoding, and what goes wrong in reading them. */
abstract class SourceFile {
    private static final Logger LOG = LoggerFactory.getLogger(SourceFile.class);

    private String path;
    private Charset charset = StandardCharsets.UTF_8;

    /** The file, relative to the working directory. */
    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        try {
            FileName.path(path == null ? "" : path, "it");
        } catch (ConfigurationException e) {
            // Without its cause: the file that names this one is named by whoever knows it.
            throw new IllegalArgumentException(e.getMessage());
        }
        this.path = path;
    }

    public String getCharset() {
        return charset.name();
    }

    /** The file's encoding; UTF-8 unless said otherwise. */
    public void setCharset(String name) {
        try {
            this.charset = Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException("charset " + name + " is not known; try UTF-8 or windows-1252", e);
        }
    }

    /** Opens the file behind its byte order mark, if it has one. */
    RowLimitReader open() {
        if (path == null || path.isBlank()) {
            throw new SourceException("No source file: path is not set.");
        }
        Path file = file();
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            LOG.warn(
                    "The source file {} is a pipe or a device: the run waits until another process writes to it.",
                    file.toAbsolutePath());
        }
        try {
            return new RowLimitReader(text().open());
        } catch (NoSuchFileException e) {
            throw new SourceException("The source file " + file.toAbsolutePath() + " does not exist.", e);
        } catch (AccessDeniedException e) {
            throw new SourceException("The source file " + file.toAbsolutePath() + " may not be read by this user.", e);
        } catch (IOException e) {
            throw failed(1, e);
        }
    }

    /** What distinguishes the file as it is now from what it is later. Taken before the file is opened. */
    Optional<FileStamp> stamp() {
        return path == null || path.isBlank() ? Optional.empty() : FileStamp.of(file());
    }

    /**
     * Makes sure, at the end of the file, that what was read is the file.
     *
     * @throws SourceException when somebody wrote to it meanwhile
     */
    void requireUnchanged(Optional<FileStamp> before) {
        before.flatMap(stamp -> stamp.changeSince(stamp())).ifPresent(change -> {
            throw new SourceException(path + " " + change
                    + " while it was read, so that what was read is not all of it. Nothing was sent;"
                    + " the next run reads it again. Write it under another name, and rename it when it is whole.");
        });
    }

    /**
     * Refuses a file whose first line shows that it is in an encoding of two bytes a character.
     *
     * @throws SourceException with the remedy
     */
    void requireText(String firstLine, long line) {
        if (firstLine.indexOf('\0') >= 0) {
            throw new SourceException(
                    Sentence.closed(place(line) + " has null characters: the file is not " + charset.name())
                            + " Set charset to its encoding, such as UTF-16LE.");
        }
    }

    /** What an error of reading means. */
    SourceException failed(long line, IOException e) {
        if (e instanceof CharacterCodingException) {
            long bad = text().lineOfBadBytes();
            String where = bad > 0 ? place(bad) : place(line) + " (or shortly after)";
            return new SourceException(BadBytes.text(where, charset, text().marked()), e);
        }
        return new SourceException(place(line) + " cannot be read: " + Sentence.said(e), e);
    }

    private Path file() {
        return FileName.path(path, "path");
    }

    private FileText text() {
        return new FileText(file(), charset);
    }

    String place(long line) {
        return path + ", line " + line;
    }

    String place(long firstLine, long lastLine) {
        return firstLine == lastLine ? place(firstLine) : path + ", lines " + firstLine + " to " + lastLine;
    }

    /** Lets go of a file that turned out to be unusable. */
    static void close(Reader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            // What is wrong with the file is being reported already.
        }
    }
}
