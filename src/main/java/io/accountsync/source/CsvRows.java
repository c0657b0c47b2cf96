package io.accountsync.source;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;

/** The rows of a CSV file. One that is malformed is yielded as such, and reading goes on behind it. */
final class CsvRows implements Rows {
    private final CsvFile file;
    private final RowLimitReader reader;
    private final CsvReader csv;
    private final Columns columns;
    private Object next;

    CsvRows(CsvFile file, RowLimitReader reader, CsvReader csv) {
        this.file = file;
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
                return Columns.ofFile(header.cells().stream().map(String::strip).toList());
            }
        } catch (IllegalArgumentException e) {
            mistake = e.getMessage();
        }
        throw new SourceException(file.place(header.firstLine()) + ": " + mistake + ". Mend the header row.");
    }

    private Object read() {
        CsvRow row = nextRow();
        return row == null ? null : row(row);
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
        if (row.mistake() != null) {
            return new MalformedRow(file.place(row.firstLine(), row.lastLine()), row.mistake());
        }
        List<String> cells = row.cells();
        if (cells.size() != columns.size()) {
            return new MalformedRow(
                    file.place(row.firstLine(), row.lastLine()),
                    "expected " + columns.size() + " columns, found " + cells.size());
        }
        Object[] values = new Object[cells.size()];
        for (int i = 0; i < values.length; i++) {
            String text = cells.get(i);
            values[i] = text.isEmpty() || text.equals(file.getNullText()) ? null : text;
        }
        return columns.row(values);
    }
}
