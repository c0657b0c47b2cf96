package io.accountsync.source;

import java.io.IOException;
import org.apache.commons.csv.CSVFormat;

/**
 * A CSV file with a header row, read as a stream. A bean of a sync file; its {@code rows} method is what the source route
 * calls. Quotes, embedded line ends and doubled quotes as in RFC 4180; empty cells are null.
 */
public final class CsvFile extends SourceFile {
    private String delimiter = ",";
    private char quote = '"';
    private String nullText = "";

    public String getDelimiter() {
        return delimiter;
    }

    /** What separates columns: a character, or {@code tab}. */
    public void setDelimiter(String delimiter) {
        this.delimiter = "tab".equalsIgnoreCase(delimiter) || "\\t".equals(delimiter) ? "\t" : delimiter;
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
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .setIgnoreEmptyLines(true)
                .get();
        RowLimitReader reader = open();
        try {
            return new CsvRows(this, format.parse(reader), reader);
        } catch (IOException e) {
            throw failed(1, e);
        }
    }
}
