package io.accountsync.localorg.bulk;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an upload row by row as Salesforce does: no value is trimmed, a byte order mark is part of the first name, and the
 * line ending must be the job's. A row that cannot be read does not harm the next one.
 */
final class CsvReader {

    private static final int END = -1;

    /**
     * One row.
     *
     * @param problem why the row cannot be read, null when it can
     */
    record Row(List<String> cells, String problem) {}

    private final PushbackReader in;
    private final CsvDialect dialect;
    private final StringBuilder cell = new StringBuilder();
    private String problem;

    CsvReader(byte[] upload, CsvDialect dialect) {
        this.in = new PushbackReader(
                new BufferedReader(
                        new InputStreamReader(new ByteArrayInputStream(upload), StandardCharsets.UTF_8), 1 << 16),
                1);
        this.dialect = dialect;
    }

    /** The next row that is not empty, or null at the end; a {@link JobFailedException} for a wrong line ending. */
    Row next() {
        try {
            int first = in.read();
            while (first == '\n' || first == '\r') {
                endOfLine(first);
                first = in.read();
            }
            if (first == END) {
                return null;
            }
            in.unread(first);
            return row();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Row row() throws IOException {
        List<String> cells = new ArrayList<>();
        problem = null;
        int after;
        do {
            after = cell();
            cells.add(cell.toString());
        } while (after == dialect.separator());
        if (after != END) {
            endOfLine(after);
        }
        return new Row(cells, problem);
    }

    /** Reads one cell and answers the character that ended it. */
    private int cell() throws IOException {
        cell.setLength(0);
        int c = in.read();
        if (c == '"') {
            return quoted();
        }
        while (!ends(c)) {
            if (c == '"') {
                problem = cell.toString().isBlank()
                        ? "Found a blank before a quoted value"
                        : "Found unescaped quote. A value with quote should be within a quote";
            }
            cell.append((char) c);
            c = in.read();
        }
        return c;
    }

    private int quoted() throws IOException {
        int c = in.read();
        while (c != END) {
            if (c != '"') {
                cell.append((char) c);
            } else {
                c = in.read();
                if (c != '"') {
                    return afterQuote(c);
                }
                cell.append('"');
            }
            c = in.read();
        }
        problem = "Found a quoted value without an end";
        return END;
    }

    private int afterQuote(int next) throws IOException {
        int c = next;
        while (!ends(c)) {
            problem = "Found a character after the end of a quoted value";
            c = in.read();
        }
        return c;
    }

    private boolean ends(int c) {
        return c == END || c == '\n' || c == '\r' || c == dialect.separator();
    }

    private void endOfLine(int c) throws IOException {
        boolean crlf = false;
        if (c == '\r') {
            int next = in.read();
            crlf = next == '\n';
            if (!crlf && next != END) {
                in.unread(next);
            }
        }
        if (crlf != dialect.crlf() || c == '\r' && !crlf) {
            throw JobFailedException.lineEnding(dialect);
        }
    }
}
