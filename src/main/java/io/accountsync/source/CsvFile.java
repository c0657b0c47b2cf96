package io.accountsync.source;

/**
 * A CSV file with a header row, read as a stream. A bean of a sync file; its {@code rows} method is what the source route
 * calls. Quotes, embedded line ends and doubled quotes as in RFC 4180; empty cells are null.
 */
public final class CsvFile extends SourceFile {
    private char delimiter = ',';
    private char quote = '"';
    private String nullText = "";

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

    /**
     * Opens the file.
     *
     * @throws SourceException when it is missing or has no usable header
     */
    public Rows rows() {
        if (delimiter == quote) {
            throw new SourceException(getPath() + ": delimiter and quote must be two characters.");
        }
        RowLimitReader reader = open();
        try {
            return new CsvRows(this, reader, new CsvReader(reader, delimiter, quote));
        } catch (RuntimeException e) {
            close(reader);
            throw e;
        }
    }
}
