package io.accountsync.salesforce.bulk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.accountsync.mapping.Payload;
import io.accountsync.salesforce.CallError;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The records of a job that Salesforce took, or those that it rejected, one by one and in no particular order. Each has the
 * cells that were uploaded, which are nearly all of it; they are made only for who asks for them.
 */
public final class JobResults implements Iterator<JobResults.Result>, AutoCloseable {
    /** {@code CODE:message:Field --}, with {@code --} alone where no field is at fault; several are joined by semicolons. */
    private static final Pattern ERROR =
            Pattern.compile("([A-Z][A-Z0-9_]*):(.*?):([\\w.,; ]*?) ?--(?:;.*)?", Pattern.DOTALL);

    private static final String ID = "sf__Id";
    private static final String CREATED = "sf__Created";
    private static final String REASON = "sf__Error";
    private static final String CUT = "a result that was cut off";

    /**
     * What became of one record.
     *
     * @param key the External ID as it was uploaded
     * @param salesforceId null for a record that was rejected
     * @param error null for one that was taken
     * @param uploaded what has a value of what was uploaded, by column; null where nobody asked for it
     */
    public record Result(
            String key, String salesforceId, boolean created, CallError error, Map<String, String> uploaded) {

        /** Whether it was uploaded for this payload and no other. */
        public boolean isOf(Payload payload) {
            return uploaded.equals(PayloadCells.of(payload));
        }

        /** Without the cells, which are a row's contents. */
        @Override
        public String toString() {
            return "Result[" + key + "]";
        }
    }

    private final CompleteText text;
    private final ResultCells cells = new ResultCells();
    private final CsvReader<String[]> csv;
    private final Iterator<String[]> rows;
    private final List<String> columns;
    private final boolean withUploaded;
    private final int key;
    private final int id;
    private final int created;
    private final int reason;

    /**
     * Reads results.
     *
     * @param csv an answer in UTF-8; null for one without body
     * @param keyColumn the External ID field
     * @param withUploaded whether what was uploaded is asked for
     * @throws IOException when that is not a list of results
     */
    public JobResults(InputStream csv, String keyColumn, boolean withUploaded) throws IOException {
        this.text = new CompleteText(csv == null ? InputStream.nullInputStream() : csv);
        this.csv = CsvReader.builder().build(cells, text, ResultCells.CHARSET);
        try {
            this.rows = this.csv.iterator();
            this.columns = rows.hasNext() ? List.of(rows.next()) : List.of();
        } catch (CsvParseException e) {
            throw new IOException(CUT, e);
        }
        this.withUploaded = withUploaded;
        this.key = columns.indexOf(keyColumn);
        this.id = columns.indexOf(ID);
        this.created = columns.indexOf(CREATED);
        this.reason = columns.indexOf(REASON);
        if (!withUploaded) {
            cells.takeOnly(key, id, created, reason);
        }
        if ((key < 0 || created < 0 && reason < 0) && hasNext()) {
            throw new IOException("results without the columns that Salesforce adds");
        }
    }

    @Override
    public boolean hasNext() {
        try {
            if (rows.hasNext()) {
                return true;
            }
        } catch (CsvParseException e) {
            throw new UncheckedIOException(new IOException(CUT, e));
        }
        if (!text.isComplete()) {
            throw new UncheckedIOException(new IOException(CUT));
        }
        return false;
    }

    @Override
    public Result next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        String[] row = rows.next();
        if (row.length != columns.size()) {
            throw new UncheckedIOException(new IOException(CUT));
        }
        boolean refused = reason >= 0;
        return new Result(
                row[key],
                refused ? null : row[id],
                !refused && row[created].equals("true"),
                refused ? error(row[reason]) : null,
                withUploaded ? uploaded(row) : null);
    }

    private Map<String, String> uploaded(String[] row) {
        Map<String, String> uploaded = new HashMap<>();
        for (int i = 0; i < row.length; i++) {
            if (!columns.get(i).startsWith("sf__") && !columns.get(i).equals(Payload.ID) && !row[i].isEmpty()) {
                uploaded.put(columns.get(i), row[i]);
            }
        }
        return uploaded;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /** Knows whether a text has come to the end of a line, as a whole answer of Salesforce does. */
    private static final class CompleteText extends FilterInputStream {
        private int last = '\n';

        CompleteText(InputStream in) {
            super(in);
        }

        boolean isComplete() {
            return last == '\n';
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            last = next < 0 ? last : next;
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            last = read > 0 ? bytes[offset + read - 1] : last;
            return read;
        }
    }

    static CallError error(String text) {
        Matcher error = ERROR.matcher(text);
        return error.matches()
                ? new CallError(200, error.group(1), error.group(2), fields(error.group(3)))
                : new CallError(200, "UNKNOWN_ERROR", text, List.of());
    }

    private static List<String> fields(String names) {
        return Pattern.compile("[,; ]+")
                .splitAsStream(names)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
