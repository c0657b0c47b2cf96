package io.accountsync.source;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;

/**
 * What CSV and JSON files have in common: where they are, and their encoding. A bean of a sync file. With a path it reads that file
 * of this machine; without one, what an earlier step of the route left in the body.
 */
abstract class SourceFile {
    private String path;
    private Charset charset = StandardCharsets.UTF_8;

    /** The file, relative to the working directory; null where the route brings it. */
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

    /**
     * Opens the file of the path, or the one that the exchange has in its body.
     *
     * @throws SourceException when it is missing, or cannot be one of this format
     */
    @Handler
    public Rows rows(Exchange exchange) {
        return rows(reading(hasPath() ? new LocalContent(path) : BodyContent.of(exchange)));
    }

    /**
     * Opens the file of the path.
     *
     * @throws SourceException when it is missing, or cannot be one of this format
     */
    public Rows rows() {
        if (!hasPath()) {
            throw new SourceException("No source file: path is not set.");
        }
        return rows(reading(new LocalContent(path)));
    }

    /** Opens a file of this format. */
    abstract Rows rows(FileReading file);

    private boolean hasPath() {
        return path != null && !path.isBlank();
    }

    private FileReading reading(FileContent content) {
        return new FileReading(content, charset);
    }
}
