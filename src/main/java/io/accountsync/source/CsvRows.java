package io.accountsync.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a CSV file. One that is malformed is yielded as such, and reading goes on behind it. */
final class CsvRows implements Rows {
    private static final Pattern POSITION = Pattern.compile("position: (\\d+)");
    private static final Pattern START_LINE = Pattern.compile("startline (\\d+)");

    private final CsvFile file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final RowLimitReader reader;
    private final Columns columns;
    private long restOfMalformed = -1;
    private long malformedLine;
    private Object next;

    CsvRows(CsvFile file, CSVParser parser, RowLimitReader reader) {
        this.file = file;
        this.parser = parser;
        this.records = parser.iterator();
        this.reader = reader;
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
            parser.close();
        } catch (IOException e) {
            throw file.failed(line(), e);
        }
    }

    private Columns header() {
        try {
            if (!records.hasNext()) {
                throw new SourceException(file.getPath() + " is empty: it has no header row.");
            }
            List<String> names = new ArrayList<>();
            records.next().forEach(name -> names.add(name.strip()));
            return Columns.ofFile(names);
        } catch (UncheckedIOException e) {
            throw file.failed(line(), e.getCause());
        } catch (IllegalArgumentException e) {
            throw new SourceException(file.place(1) + ": " + e.getMessage() + ". Mend the header row.", e);
        }
    }

    private Object read() {
        while (true) {
            reader.rowEnded();
            try {
                if (!records.hasNext()) {
                    return null;
                }
                CSVRecord record = records.next();
                if (record.getCharacterPosition() != restOfMalformed) {
                    return row(record);
                }
            } catch (UncheckedIOException e) {
                boolean inRest = restOfMalformed >= 0 && line() == malformedLine;
                goOnBehind(e.getCause());
                if (!inRest) {
                    return new MalformedRow(
                            file.place(malformedLine), "text after a closing quote; double the quotes inside a cell");
                }
            }
        }
    }

    private Object row(CSVRecord record) {
        if (record.size() != columns.size()) {
            return new MalformedRow(
                    file.place(line()), "expected " + columns.size() + " columns, found " + record.size());
        }
        Object[] values = new Object[record.size()];
        for (int i = 0; i < values.length; i++) {
            String text = record.get(i);
            values[i] = text.isEmpty() || text.equals(file.getNullText()) ? null : text;
        }
        return columns.row(values);
    }

    /** The parser goes on behind a misplaced quote as if a row began there: remember that place, to drop what follows. */
    private void goOnBehind(IOException e) {
        if (!(e instanceof CSVException)) {
            throw file.failed(line(), e);
        }
        Matcher position = POSITION.matcher(String.valueOf(e.getMessage()));
        if (!position.find()) {
            throw new SourceException(
                    file.getPath() + ": a quote is opened and never closed" + startLine(e)
                            + ", so the rows after it cannot be told apart.",
                    e);
        }
        restOfMalformed = Long.parseLong(position.group(1));
        malformedLine = line();
    }

    private static String startLine(IOException e) {
        Matcher line = START_LINE.matcher(e.getMessage());
        return line.find() ? " (line " + line.group(1) + ")" : "";
    }

    private long line() {
        return parser.getCurrentLineNumber();
    }
}
