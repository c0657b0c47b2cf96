package io.accountsync.source;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/** Finds out how a file of rows is written. */
public final class FileForms {

    /** Rows that show by which character all of them have the same number of columns. */
    private static final int ROWS = 50;

    private FileForms() {}

    /**
     * Looks at the beginning of a file.
     *
     * @param path the file, relative to the working directory
     * @param charset that somebody named; null to find it out
     * @param delimiter the same: a character, or {@code tab}
     * @throws SourceException when there is no such file, or it is nothing that has rows; the message says which files are near
     */
    public static FileForm of(String path, String charset, String delimiter) {
        Optional<Charset> given = Optional.ofNullable(charset).map(FileForms::charset);
        FileBeginning beginning = FileBeginning.read(path);
        CharsetGuess guess =
                given.map(named -> CharsetGuess.given(beginning, named)).orElseGet(() -> CharsetGuess.of(beginning));
        if (guess.text().isBlank()) {
            throw new SourceException(path + " is empty: it has blank lines only. Name a file that has rows.");
        }
        refuseFirstLine(path, guess.text());
        FileForm.Kind kind = kind(path, guess.text());
        return new FileForm(
                kind,
                guess.charset().name(),
                guess.evidence(),
                delimiter == null
                        ? kind == FileForm.Kind.CSV ? likelyDelimiter(guess.text()) : ','
                        : delimiter(delimiter),
                lineEnd(guess.text()),
                beginning.endsLastLine(),
                beginning.isPacked());
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new SourceException("--charset " + name + " is not known. Try UTF-8 or windows-1252.", e);
        }
    }

    private static char delimiter(String text) {
        CsvFile file = new CsvFile();
        try {
            file.setDelimiter(text);
        } catch (IllegalArgumentException e) {
            throw new SourceException("--" + e.getMessage(), e);
        }
        return file.getDelimiter().charAt(0);
    }

    /** Excel takes such a line for itself; to everybody else it is a header with one column. */
    private static void refuseFirstLine(String path, String text) {
        if (text.stripLeading().toLowerCase(Locale.ROOT).matches("(?s)\"?sep=.\"?\\R.*")) {
            throw new SourceException(
                    path + " begins with a line for Excel (sep=), which is not its header row. Remove that line.");
        }
    }

    private static FileForm.Kind kind(String path, String text) {
        String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        char first = text.stripLeading().charAt(0);
        if (name.endsWith(".csv") || name.endsWith(".tsv") || first != '{' && first != '[') {
            return FileForm.Kind.CSV;
        }
        return first == '[' ? FileForm.Kind.JSON_ARRAY : FileForm.Kind.JSON_LINES;
    }

    /** The character by which most rows have as many columns as the header row; of several the one with the most columns. */
    private static char likelyDelimiter(String text) {
        char likely = ',';
        double best = 0;
        for (char delimiter : CsvFile.DELIMITERS.toCharArray()) {
            double score = score(text, delimiter);
            if (score > best) {
                best = score;
                likely = delimiter;
            }
        }
        return likely;
    }

    private static double score(String text, char delimiter) {
        CsvReader rows = new CsvReader(new StringReader(text), delimiter, '"');
        int read = 0;
        int alike = 0;
        int columns = 0;
        try {
            for (CsvRow row = rows.next(); row != null && read < ROWS; row = rows.next()) {
                columns = read == 0 ? row.cells().size() : columns;
                alike += row.mistake() == null && row.cells().size() == columns ? 1 : 0;
                read++;
            }
        } catch (IOException e) {
            // A quote that is never closed, or is none by this delimiter: what was read before it counts.
        }
        return columns < 2 ? 0 : (double) alike / read + columns / 100_000.0;
    }

    private static String lineEnd(String text) {
        int first = text.indexOf('\n');
        int carriage = text.indexOf('\r');
        if (first < 0 && carriage < 0) {
            return "none";
        }
        if (carriage < 0 || first >= 0 && first < carriage) {
            return "LF";
        }
        return first == carriage + 1 ? "CRLF" : "CR";
    }
}
