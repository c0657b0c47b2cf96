package io.accountsync.source;

import io.accountsync.config.FileName;
import io.accountsync.config.Sentence;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The first bytes of a file, unpacked, with what its byte order mark says.
 *
 * @param path as it was given
 * @param bytes no more than {@link #MOST}
 * @param marked the encoding that its byte order mark names; null without one
 * @param isWhole whether that is all of it
 * @param isPacked whether the file is packed with gzip
 */
record FileBeginning(String path, byte[] bytes, Charset marked, boolean isWhole, boolean isPacked) {
    /** Enough to see letters that are not ASCII, wherever they come first in a list of customers. */
    static final int MOST = 16 * 1024 * 1024;

    private static final String SQLITE = "SQLite format 3";

    /**
     * Reads it.
     *
     * @throws SourceException when there is no such file, it is empty, or not of text
     */
    static FileBeginning read(String path) {
        Path file = FileName.path(path, "--from");
        if (Files.isDirectory(file)) {
            throw new SourceException(path + " is a directory. Name a file in it.");
        }
        if (!Files.exists(file)) {
            throw new SourceException(Sentence.closed(
                            "There is no file " + path + " in " + Path.of("").toAbsolutePath())
                    + new FilesNearby(file).hint());
        }
        FileText text = new FileText(new LocalContent(path), StandardCharsets.US_ASCII);
        try (BufferedInputStream in = text.unpacked()) {
            Charset marked = FileText.marked(in).orElse(null);
            byte[] bytes = in.readNBytes(MOST);
            boolean isWhole = in.read() < 0;
            FileBeginning beginning = new FileBeginning(path, bytes, marked, isWhole, text.isPacked());
            beginning.requireRows();
            return beginning;
        } catch (IOException e) {
            throw new SourceException(path + " cannot be read: " + Sentence.said(e), e);
        }
    }

    private void requireRows() {
        if (bytes.length == 0) {
            throw new SourceException(path + " is empty. Name a file that has rows.");
        }
        if (new String(bytes, 0, Math.min(SQLITE.length(), bytes.length), StandardCharsets.ISO_8859_1).equals(SQLITE)) {
            throw new SourceException(path + " is a SQLite database. Set SOURCE_URL=jdbc:sqlite:" + path
                    + " and name one of its tables: --table NAME");
        }
    }

    /** Whether its last byte, or the last but one of an encoding of two bytes, ends a line; true where that is not known. */
    boolean endsLastLine() {
        byte[] last = isWhole ? Arrays.copyOfRange(bytes, Math.max(0, bytes.length - 2), bytes.length) : lastOfFile();
        for (byte one : last) {
            if (one == '\n' || one == '\r') {
                return true;
            }
        }
        return last.length == 0;
    }

    private byte[] lastOfFile() {
        Path file = FileName.path(path, "--from");
        if (isPacked || !Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] last = new byte[2];
            open.seek(open.length() - last.length);
            open.readFully(last);
            return last;
        } catch (IOException e) {
            throw new SourceException(path + " cannot be read: " + Sentence.said(e), e);
        }
    }
}
