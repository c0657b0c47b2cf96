package io.accountsync.source;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The rows of a CSV file. One that is malformed is yielded as such, and reading goes on behind it. */
final class CsvRows implements Rows {
    private final CsvFile file;
    private final RowLimitReader reader;
    private final CsvReader csv;
    private final Columns columns;
    private final Optional<FileStamp> before;
    private Object next;

    CsvRows(CsvFile file, Optional<FileStamp> before, RowLimitReader reader, CsvReader csv) {
        this.file = file;
        this.before = before;
        this.reader = reader;
        this.csv = csv;
        this.columns = header();
        this.next = read();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Object next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        Object row = next;
        next = read();
        return row;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw file.failed(csv.line(), e);
        }
    }

    private Columns header() {
        CsvRow header = nextRow();
        if (header == null) {
            throw new SourceException(file.getPath() + " is empty: it has no header row.");
        }
        String mistake = header.mistake();
        try {
            if (mistake == null) {
                return Columns.ofFile(header.cells().stream().map(String::strip).toList(), file.getPath());
            }
        } catch (IllegalArgumentException e) {
            mistake = e.getMessage();
        }
        throw new SourceException(file.place(header.firstLine()) + ": " + mistake + ". Mend the header row.");
    }

    private Object read() {
        CsvRow row = nextRow();
        if (row == null) {
            file.requireUnchanged(before);
            return null;
        }
        return row(row);
    }

    private CsvRow nextRow() {
        reader.rowEnded();
        try {
            return csv.next();
        } catch (EOFException e) {
            throw new SourceException(
                    file.place(csv.line())
                            + ": a quote is opened here and never closed, so the rows after it cannot be "
                            + "told apart. Close it, or double the quotes inside a cell.",
                    e);
        } catch (IOException e) {
            throw file.failed(csv.line(), e);
        }
    }

    private Object row(CsvRow row) {
        List<String> cells = row.cells();
        String mistake = mistake(row);
        if (mistake != null) {
            return new MalformedRow(file.place(row.firstLine(), row.lastLine()), mistake, RowHash.of(cells));
        }
        Object[] values = new Object[cells.size()];
        for (int i = 0; i < values.length; i++) {
            String text = cells.get(i);
            values[i] = text.isEmpty() || text.equals(file.getNullText()) ? null : text;
        }
        return columns.row(values, row.firstLine());
    }

    private String mistake(CsvRow row) {
        if (row.mistake() != null) {
            return row.mistake();
        }
        if (row.cells().size() != columns.size()) {
            return "expected " + columns.size() + " columns, found "
                    + row.cells().size();
        }
        return row.isEnded() || file.takesUnendedLine()
                ? null
                : "the last line has no line end, so that the file may be cut off within it; end it with one, or set "
                        + "lastLineEnd: optional for this file";
    }
}
