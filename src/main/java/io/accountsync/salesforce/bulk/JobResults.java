package io.accountsync.salesforce.bulk;

import io.accountsync.salesforce.CallError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The records of a job that Salesforce took, or those that it refused, one by one and in no particular order: each with the
 * cells that were uploaded.
 */
public final class JobResults implements Iterator<JobResults.Result>, AutoCloseable {
    /** {@code CODE:message:Field --}, with {@code --} alone where no field is at fault; several are joined by semicolons. */
    private static final Pattern ERROR =
            Pattern.compile("([A-Z][A-Z0-9_]*):(.*?):([\\w.,; ]*?) ?--(?:;.*)?", Pattern.DOTALL);

    private static final String ID = "sf__Id";
    private static final String CREATED = "sf__Created";
    private static final String REASON = "sf__Error";

    /**
     * What became of one record.
     *
     * @param key the External ID as it was uploaded
     * @param salesforceId null for a record that was refused
     * @param error null for one that was taken
     * @param cells what was uploaded, by column; empty cells are left out
     */
    public record Result(String key, String salesforceId, boolean created, CallError error, Map<String, String> cells) {

        /** Whether it was uploaded for this payload and no other. */
        public boolean isOf(byte[] payload) {
            return cells.equals(PayloadCells.of(payload));
        }

        /** Without the cells, which are a row's contents. */
        @Override
        public String toString() {
            return "Result[" + key + "]";
        }
    }

    private final CSVParser rows;
    private final Iterator<CSVRecord> iterator;
    private final List<String> columns;
    private final String keyColumn;

    /**
     * Reads results.
     *
     * @param csv an answer in UTF-8; null for one without body
     * @param keyColumn the External ID field
     * @throws IOException when that is no list of results
     */
    public JobResults(InputStream csv, String keyColumn) throws IOException {
        this.keyColumn = keyColumn;
        InputStreamReader text =
                new InputStreamReader(csv == null ? InputStream.nullInputStream() : csv, StandardCharsets.UTF_8);
        rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(text);
        columns = rows.getHeaderNames();
        iterator = rows.iterator();
        boolean complete = columns.contains(keyColumn) && (columns.contains(CREATED) || columns.contains(REASON));
        if (!complete && iterator.hasNext()) {
            throw new IOException("results without the columns that Salesforce adds");
        }
    }

    @Override
    public boolean hasNext() {
        return iterator.hasNext();
    }

    @Override
    public Result next() {
        CSVRecord row = iterator.next();
        if (!row.isConsistent()) {
            throw new UncheckedIOException(new IOException("a result that was cut off"));
        }
        Map<String, String> cells = new HashMap<>();
        for (String column : columns) {
            if (!column.startsWith("sf__") && !row.get(column).isEmpty()) {
                cells.put(column, row.get(column));
            }
        }
        boolean refused = columns.contains(REASON);
        return new Result(
                row.get(keyColumn),
                refused ? null : row.get(ID),
                !refused && row.get(CREATED).equals("true"),
                refused ? error(row.get(REASON)) : null,
                cells);
    }

    @Override
    public void close() throws IOException {
        rows.close();
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
