package io.accountsync.salesforce.bulk;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.accountsync.mapping.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** What has a value is in quotes; an empty text in quotes is not the same as none. */
    private static final QuoteStrategy QUOTES = new QuoteStrategy() {
        @Override
        public boolean quoteEmpty(int line, int field) {
            return true;
        }

        @Override
        public boolean quoteValue(int line, int field, String value) {
            return true;
        }
    };

    /** Lets its bytes be read without a copy. */
    private static final class Bytes extends ByteArrayOutputStream {
        InputStream open() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }

    private final List<String> columns;
    private final Set<String> names;
    private final int mostBytes;
    private final Bytes bytes = new Bytes();
    private final StringWriter line = new StringWriter();
    private final CsvWriter csv = CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QUOTES)
            .bufferSize(0)
            .build(line);
    private int records;

    /**
     * A CSV with a header and no record.
     *
     * @param columns all that its records may have
     * @param mostBytes how long it may get, except that it takes one record of any length
     */
    public JobCsv(List<String> columns, int mostBytes) {
        this.columns = List.copyOf(columns);
        this.names = Set.copyOf(columns);
        this.mostBytes = mostBytes;
        bytes.writeBytes(lineOf(columns));
    }

    /** Adds a record, if there is room and a way to say it. */
    public Added add(Payload payload) {
        Map<String, String> cells = PayloadCells.of(payload);
        if (cells == null || !names.containsAll(cells.keySet())) {
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
        line.getBuffer().setLength(0);
        csv.writeRecord(cells);
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }
}
