package io.accountsync.salesforce.bulk;

import io.accountsync.mapping.Payload;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.io.output.UnsynchronizedByteArrayOutputStream;

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

    private static final int FIRST_ROOM = 1 << 16;

    private final JobLine line;
    private final int mostBytes;
    private final UnsynchronizedByteArrayOutputStream bytes = UnsynchronizedByteArrayOutputStream.builder()
            .setBufferSize(FIRST_ROOM)
            .get();
    private int records;

    /**
     * A CSV with a header and no record.
     *
     * @param columns all that its records may have
     * @param mostBytes how long it may get, except that it takes one record of any length
     */
    public JobCsv(List<String> columns, int mostBytes) {
        this.line = new JobLine(columns);
        this.mostBytes = mostBytes;
        bytes.write(line.bytes(), 0, line.length());
    }

    /** Adds a record, if there is room and a way to say it. */
    public Added add(Payload payload) {
        if (!line.take(payload)) {
            return Added.NO;
        }
        if (records > 0 && bytes.size() + line.length() > mostBytes) {
            return Added.FULL;
        }
        bytes.write(line.bytes(), 0, line.length());
        records++;
        return Added.YES;
    }

    /** How many records it has. */
    public int records() {
        return records;
    }

    /** All of it, from the header on. */
    public InputStream open() {
        return bytes.toInputStream();
    }
}
