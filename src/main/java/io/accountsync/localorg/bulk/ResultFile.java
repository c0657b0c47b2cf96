package io.accountsync.localorg.bulk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A job's result as CSV with every cell quoted. Rows come out chunk by chunk, the last chunk first: Salesforce does not keep
 * the order of the input either. Kept compressed, since jobs stay until they are deleted.
 */
final class ResultFile {

    private final CsvDialect dialect;
    private final byte[] header;
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private StringBuilder open = new StringBuilder();

    ResultFile(CsvDialect dialect, List<String> columns) {
        this.dialect = dialect;
        add(columns);
        this.header = take();
    }

    void add(List<String> cells) {
        char separator = dialect.separator();
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                open.append(separator);
            }
            open.append('"').append(cells.get(i).replace("\"", "\"\"")).append('"');
        }
        open.append(dialect.newline());
    }

    /** Ends a chunk: rows added later come out before it. */
    void endChunk() {
        if (!open.isEmpty()) {
            chunks.push(deflated(take()));
        }
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header);
        for (byte[] chunk : chunks) {
            all.writeBytes(inflated(chunk));
        }
        return all.toByteArray();
    }

    private byte[] take() {
        byte[] bytes = open.toString().getBytes(StandardCharsets.UTF_8);
        open = new StringBuilder();
        return bytes;
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
            deflate.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] inflated(byte[] chunk) {
        try (InflaterInputStream inflate = new InflaterInputStream(new ByteArrayInputStream(chunk))) {
            return inflate.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
