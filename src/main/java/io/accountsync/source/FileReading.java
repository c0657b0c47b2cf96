package io.accountsync.source;

import io.accountsync.config.Sentence;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** One reading of a file as text: what its places are called, and what goes wrong in it. */
final class FileReading {
    private final FileContent content;
    private final Charset charset;
    private final FileText text;

    FileReading(FileContent content, Charset charset) {
        this.content = content;
        this.charset = charset;
        this.text = new FileText(content, charset);
    }

    /** Opens the file behind its byte order mark, if it has one. */
    RowLimitReader open() {
        try {
            return new RowLimitReader(text.open());
        } catch (IOException e) {
            throw failed(1, e);
        }
    }

    /** What messages call the file. */
    String name() {
        return content.name();
    }

    boolean canBeReadAgain() {
        return content.canBeReadAgain();
    }

    /**
     * Makes sure, at the end of the file, that what was read is the file.
     *
     * @param showsItsEnd whether the rows themselves would show that some are lacking
     * @throws SourceException when it is not all of it, or somebody wrote to it meanwhile
     */
    void requireWhole(boolean showsItsEnd) {
        content.requireWhole(showsItsEnd || text.isPacked());
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
            long bad = text.lineOfBadBytes();
            String where = bad > 0 ? place(bad) : place(line) + " (or shortly after)";
            return new SourceException(BadBytes.text(where, charset, text.marked()), e);
        }
        return new SourceException(place(line) + " cannot be read: " + Sentence.said(e), e);
    }

    String place(long line) {
        return name() + ", line " + line;
    }

    String place(long firstLine, long lastLine) {
        return firstLine == lastLine ? place(firstLine) : name() + ", lines " + firstLine + " to " + lastLine;
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
