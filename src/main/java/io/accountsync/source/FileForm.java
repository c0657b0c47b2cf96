package io.accountsync.source;

import java.util.Optional;

/**
 * How a file of rows is written, as far as its bytes show.
 *
 * @param kind what its rows are
 * @param charset its encoding
 * @param evidence why that encoding was taken
 * @param delimiter what separates columns; of a file of JSON a comma, which means nothing there
 * @param lineEnd {@code LF}, {@code CRLF} or {@code CR}; {@code none} for a single line without end
 * @param endsLastLine whether the last line has an end, too
 * @param isPacked whether it is packed with gzip
 */
public record FileForm(
        Kind kind,
        String charset,
        String evidence,
        char delimiter,
        String lineEnd,
        boolean endsLastLine,
        boolean isPacked) {
    /** What the rows of a file are. */
    public enum Kind {
        CSV("CSV"),
        JSON_LINES("JSON lines"),
        JSON_ARRAY("a JSON array");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As people call it. */
        public String text() {
            return text;
        }
    }

    /**
     * The rows of the file, read as a run reads them.
     *
     * @param path as a sync file names it
     * @throws SourceException when it cannot be read, or has no usable header
     */
    public Rows rows(String path) {
        if (kind != Kind.CSV) {
            JsonFile file = new JsonFile();
            file.setPath(path);
            file.setCharset(charset);
            return file.rows();
        }
        CsvFile file = new CsvFile();
        file.setPath(path);
        file.setCharset(charset);
        file.setDelimiter(String.valueOf(delimiter));
        file.setLastLineEnd(endsLastLine ? "required" : "optional");
        return file.rows();
    }

    /** As a property of a sync file has it; empty where that is the default. */
    public Optional<String> writtenDelimiter() {
        if (kind != Kind.CSV || delimiter == ',') {
            return Optional.empty();
        }
        return Optional.of(delimiter == '\t' ? "tab" : String.valueOf(delimiter));
    }
}
