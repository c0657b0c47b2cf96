package io.accountsync.source;

import java.io.IOException;

/**
 * A CSV file with a header row, read as a stream. A bean of a sync file; its {@code rows} method is what the source route
 * calls. Quotes, embedded line ends and doubled quotes as in RFC 4180; empty cells are null.
 */
public final class CsvFile extends SourceFile {
    static final String DELIMITERS = ",;\t|";
    private static final String REQUIRED = "required";
    private static final String OPTIONAL = "optional";

    private char delimiter = ',';
    private char quote = '"';
    private String nullText = "";
    private String lastLineEnd = REQUIRED;

    public String getDelimiter() {
        return String.valueOf(delimiter);
    }

    /** What separates columns: a character, or {@code tab}. */
    public void setDelimiter(String delimiter) {
        boolean isTab = "tab".equalsIgnoreCase(delimiter) || "\\t".equals(delimiter);
        if (!isTab && delimiter.length() != 1) {
            throw new IllegalArgumentException("delimiter must be one character, or tab");
        }
        this.delimiter = isTab ? '\t' : delimiter.charAt(0);
    }

    public char getQuote() {
        return quote;
    }

    public void setQuote(char quote) {
        this.quote = quote;
    }

    public String getNullText() {
        return nullText;
    }

    /** A cell's text that means null, such as {@code NULL}; empty cells are null whatever it is. */
    public void setNullText(String nullText) {
        this.nullText = nullText;
    }

    public String getLastLineEnd() {
        return lastLineEnd;
    }

    /**
     * {@code required}: a last row without line end counts as cut off, and is malformed; {@code optional}: it is a row like any
     * other. Nothing else distinguishes a cell that is cut from one that is short.
     */
    public void setLastLineEnd(String lastLineEnd) {
        if (!lastLineEnd.equals(REQUIRED) && !lastLineEnd.equals(OPTIONAL)) {
            throw new IllegalArgumentException("lastLineEnd must be required or optional");
        }
        this.lastLineEnd = lastLineEnd;
    }

    boolean takesUnendedLine() {
        return lastLineEnd.equals(OPTIONAL);
    }

    @Override
    Rows rows(FileReading file) {
        if (delimiter == quote) {
            throw new SourceException(file.name() + ": delimiter and quote must be two characters.");
        }
        RowLimitReader reader = file.open();
        try {
            return new CsvRows(this, file, reader, new CsvReader(reader, delimiter, quote));
        } catch (RuntimeException e) {
            FileReading.close(reader);
            throw e;
        }
    }

    /** What seems to separate the columns of the header row, when it is something else than what was said; null for nothing. */
    String likelyDelimiter(FileReading file, CsvRow header) {
        int most = 1;
        char likely = 0;
        for (char other : DELIMITERS.toCharArray()) {
            int columns = other == delimiter || other == quote
                    ? 0
                    : file.canBeReadAgain() ? columnsBy(file, other) : columnsBy(header, other);
            if (columns > most) {
                most = columns;
                likely = other;
            }
        }
        return likely == 0 ? null : named(likely);
    }

    /** As it stands in a sync file. */
    String namedDelimiter() {
        return named(delimiter);
    }

    private static String named(char delimiter) {
        return delimiter == '\t' ? "tab" : "\"" + delimiter + "\"";
    }

    /** Of a stream there is only what was read. */
    private static int columnsBy(CsvRow header, char other) {
        return 1 + (int) header.cells().get(0).chars().filter(c -> c == other).count();
    }

    private int columnsBy(FileReading file, char other) {
        try (RowLimitReader reader = file.open()) {
            CsvRow header = new CsvReader(reader, other, quote).next();
            return header == null || header.mistake() != null
                    ? 0
                    : header.cells().size();
        } catch (IOException e) {
            return 0;
        }
    }
}
