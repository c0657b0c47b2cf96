package io.accountsync.salesforce.bulk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * The CSV of one Bulk job, complete in memory before anything is uploaded: camel-salesforce buffers uploads whole, and takes
 * a stream that breaks midway for a short but complete one. Commas and LF; values are quoted, and a cell that a payload does
 * not name is empty, which leaves the field alone.
 */
public final class JobCsv {
    /** What became of a payload. */
    public enum Added {
        YES,
        /** It does not fit any more: it begins the next job. */
        FULL,
        /** A CSV with these columns cannot say what the payload says. */
        NO
    }

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setRecordSeparator('\n')
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .get();

    /** Lets its bytes be read without a copy. */
    private static final class Bytes extends ByteArrayOutputStream {
        InputStream open() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }

    private final List<String> columns;
    private final int mostBytes;
    private final Bytes bytes = new Bytes();
    private final StringBuilder line = new StringBuilder();
    private final CSVPrinter printer;
    private int records;

    /**
     * A CSV with a header and no record.
     *
     * @param columns all that its records may have
     * @param mostBytes how long it may get, except that it takes one record of any length
     */
    public JobCsv(List<String> columns, int mostBytes) {
        this.columns = List.copyOf(columns);
        this.mostBytes = mostBytes;
        try {
            this.printer = new CSVPrinter(line, FORMAT);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        bytes.writeBytes(lineOf(columns));
    }

    /** Adds a record, if there is room and a way to say it. */
    public Added add(byte[] payload) {
        Map<String, String> cells = PayloadCells.of(payload);
        if (cells == null || !columns.containsAll(cells.keySet())) {
            return Added.NO;
        }
        byte[] row = lineOf(columns.stream().map(cells::get).toList());
        if (records > 0 && bytes.size() + row.length > mostBytes) {
            return Added.FULL;
        }
        bytes.writeBytes(row);
        records++;
        return Added.YES;
    }

    /** How many records it has. */
    public int records() {
        return records;
    }

    /** All of it, from the header on. */
    public InputStream open() {
        return bytes.open();
    }

    private byte[] lineOf(List<String> cells) {
        line.setLength(0);
        try {
            printer.printRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }
}
