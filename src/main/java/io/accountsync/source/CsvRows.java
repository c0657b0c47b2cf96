package io.accountsync.source;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.config.SpreadsheetCell;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/** The rows of a CSV file. One that is malformed is yielded as such, and reading goes on behind it. */
final class CsvRows extends FileRows {
    private final CsvFile format;
    private final FileReading file;
    private final RowLimitReader reader;
    private final CsvReader csv;
    private final Columns columns;
    private boolean endsInDelimiter;

    CsvRows(CsvFile format, FileReading file, RowLimitReader reader, CsvReader csv) {
        this.format = format;
        this.file = file;
        this.reader = reader;
        this.csv = csv;
        this.columns = header();
        readFirst();
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
            throw new SourceException(file.name() + " is empty: it has no header row.");
        }
        file.requireText(String.join("", header.cells()), header.firstLine());
        String delimiter =
                header.mistake() != null || header.cells().size() == 1 ? format.likelyDelimiter(file, header) : null;
        if (delimiter != null) {
            throw new SourceException(
                    file.place(header.firstLine()) + ": the header row is not a row of columns by the " + "delimiter "
                            + format.namedDelimiter() + ", but it is by another one. Set delimiter: " + delimiter);
        }
        if (header.cells().contains(SpreadsheetCell.MARK)) {
            throw new SourceException(file.name() + " was " + SpreadsheetCell.MARK
                    + ": values in it have an apostrophe that is not theirs. Write it again without that option.");
        }
        String mistake = header.mistake();
        try {
            if (mistake == null) {
                return Columns.ofFile(names(header), file.name());
            }
        } catch (IllegalArgumentException e) {
            mistake = e.getMessage();
        }
        throw new SourceException(
                Sentence.closed(file.place(header.firstLine()) + ": " + mistake) + " Fix the header row.");
    }

    /** Some programs end each line with a delimiter: what stands behind it is not a column. */
    private List<String> names(CsvRow header) {
        List<String> names = header.cells().stream().map(String::strip).toList();
        int last = names.size() - 1;
        endsInDelimiter = last > 0 && header.cells().get(last).isEmpty();
        return endsInDelimiter ? names.subList(0, last) : names;
    }

    @Override
    Object read() {
        CsvRow row = nextRow();
        if (row == null) {
            file.requireWhole(false);
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
                            + "separated. Close it, or double the quotes inside a cell.",
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
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            String text = cells.get(i);
            values[i] = text.isEmpty() || text.equals(format.getNullText()) ? null : text;
        }
        return columns.row(values, row.firstLine());
    }

    private String mistake(CsvRow row) {
        if (row.cells().get(0).startsWith("\uFEFF")) {
            return "the line begins with a byte order mark (U+FEFF), as when files are put together; remove the mark, and the"
                    + " header row behind it if there is one";
        }
        if (row.mistake() != null) {
            return row.mistake();
        }
        int expected = columns.size() + (endsInDelimiter ? 1 : 0);
        int found = row.cells().size();
        if (found != expected) {
            return "expected " + Quantity.of(expected, "column") + ", found " + found;
        }
        if (endsInDelimiter && !row.cells().get(found - 1).isBlank()) {
            return "there is a value behind the last column that has a name; name its column in the header row";
        }
        return row.isEnded() || format.takesUnendedLine()
                ? null
                : "the last line has no line end, so that the file may be cut off within it; end it with one, or set "
                        + "lastLineEnd: optional for this file";
    }
}
