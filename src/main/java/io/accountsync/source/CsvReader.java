package io.accountsync.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes CSV apart as RFC 4180 has it: quotes, line ends inside of quotes, doubled quotes; rows end in LF, CRLF or CR, and
 * empty lines are passed over. A misplaced quote spoils its own row only: the rest of its cell counts as if it had no
 * quotes, and the cells behind it are read as ever.
 */
public final class CsvReader {
    private static final int END = -1;

    private final Reader in;
    private final char delimiter;
    private final char quote;
    private final char[] buffer = new char[8192];
    private final StringBuilder cell = new StringBuilder();
    private int position;
    private int limit;
    private int width = 16;
    private long line = 1;
    private long openQuoteLine;
    private String mistake;

    public CsvReader(Reader in, char delimiter, char quote) {
        this.in = in;
        this.delimiter = delimiter;
        this.quote = quote;
    }

    /**
     * The next row, or null at the end.
     *
     * @throws EOFException when the file ends within quotes
     */
    public CsvRow next() throws IOException {
        while (isLineEnd(peek())) {
            skipLineEnd();
        }
        if (peek() == END) {
            return null;
        }
        long firstLine = line;
        mistake = null;
        List<String> cells = new ArrayList<>(width);
        cells.add(cell());
        while (peek() == delimiter) {
            position++;
            cells.add(cell());
        }
        width = cells.size();
        CsvRow row = new CsvRow(cells, firstLine, line, peek() != END, mistake);
        skipLineEnd();
        return row;
    }

    /** The line that is being read; within quotes the one where they were opened. */
    long line() {
        return openQuoteLine > 0 ? openQuoteLine : line;
    }

    private String cell() throws IOException {
        if (peek() == quote) {
            return quotedCell();
        }
        String text = unquotedText();
        if (!text.isEmpty() && text.charAt(0) == ' ' && text.stripLeading().indexOf(quote) == 0) {
            mistake = "a space before an opening quote; remove it";
        }
        return text;
    }

    private String quotedCell() throws IOException {
        openQuoteLine = line;
        cell.setLength(0);
        position++;
        readToQuote();
        while (peek() == quote) {
            cell.append(quote);
            position++;
            readToQuote();
        }
        openQuoteLine = 0;
        String text = cell.toString();
        if (!unquotedText().isBlank()) {
            mistake = "text after a closing quote; double the quotes inside a cell";
        }
        return text;
    }

    /** Adds to the cell what is before the next quote, and goes behind that. */
    private void readToQuote() throws IOException {
        char last = 0;
        while (true) {
            int from = position;
            while (position < limit && buffer[position] != quote) {
                char c = buffer[position++];
                if (c == '\r' || c == '\n' && last != '\r') {
                    line++;
                }
                last = c;
            }
            cell.append(buffer, from, position - from);
            if (position < limit) {
                position++;
                return;
            }
            if (!fill()) {
                throw new EOFException("a quote is opened and never closed");
            }
        }
    }

    /** What is before the next delimiter or line end, quotes included. */
    private String unquotedText() throws IOException {
        cell.setLength(0);
        while (true) {
            int from = position;
            while (position < limit && buffer[position] != delimiter && !isLineEnd(buffer[position])) {
                position++;
            }
            if (position < limit && cell.isEmpty()) {
                return from == position ? "" : new String(buffer, from, position - from);
            }
            cell.append(buffer, from, position - from);
            if (position < limit || !fill()) {
                return cell.toString();
            }
        }
    }

    private void skipLineEnd() throws IOException {
        int c = peek();
        if (c == END) {
            return;
        }
        position++;
        line++;
        if (c == '\r' && peek() == '\n') {
            position++;
        }
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    private int peek() throws IOException {
        return position < limit || fill() ? buffer[position] : END;
    }

    private boolean fill() throws IOException {
        limit = Math.max(in.read(buffer), 0);
        position = 0;
        return limit > 0;
    }
}
