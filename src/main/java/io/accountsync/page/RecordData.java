package io.accountsync.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records as the script of a page reads them: compact JSON, a script element for each {@value #CHUNK} of them, so that a browser
 * parses them piece by piece. Each record goes to the writer at once; what is kept is the names of fields.
 */
final class RecordData {
    /** Records a script element. */
    static final int CHUNK = 1000;

    private static final JsonFactory JSON = new JsonFactory();

    private final PageLayout layout;
    private final Writer to;
    private final Map<String, Integer> fields = new LinkedHashMap<>();
    private final long[] counts;
    private final long[] leftOut;
    private final long most;
    private JsonGenerator chunk;
    private int inChunk;

    /** @param most records of each kind that are written; the others are counted */
    RecordData(PageLayout layout, Writer to, long most) {
        this.layout = layout;
        this.to = to;
        this.most = most;
        this.counts = new long[layout.kinds().size()];
        this.leftOut = new long[layout.kinds().size()];
    }

    void add(PageRecord record) throws IOException {
        int kind = layout.indexOf(record.kind());
        if (counts[kind] == most) {
            leftOut[kind]++;
            return;
        }
        counts[kind]++;
        if (chunk == null) {
            to.write("<script type=\"application/json\" class=\"records\">");
            chunk = generator(to);
            chunk.writeStartArray();
        }
        write(kind, record);
        if (++inChunk == CHUNK) {
            endChunk();
        }
    }

    private void write(int kind, PageRecord record) throws IOException {
        chunk.writeStartArray();
        chunk.writeNumber(kind);
        chunk.writeString(record.key());
        chunk.writeString(record.id());
        chunk.writeStartArray();
        for (String tag : record.tags()) {
            chunk.writeNumber(layout.tags().indexOf(tag));
        }
        chunk.writeEndArray();
        chunk.writeStartArray();
        for (String remark : record.remarks()) {
            chunk.writeString(remark);
        }
        chunk.writeEndArray();
        for (PageRecord.Part part : record.parts()) {
            chunk.writeStartArray();
            chunk.writeString(part.title());
            for (PageRecord.Value value : part.values()) {
                chunk.writeStartArray();
                chunk.writeNumber(fields.computeIfAbsent(value.field(), name -> fields.size()));
                chunk.writeString(value.from() == null ? "" : value.from());
                chunk.writeString(value.to() == null ? "" : value.to());
                if (value.isMatch()) {
                    chunk.writeNumber(1);
                }
                chunk.writeEndArray();
            }
            chunk.writeEndArray();
        }
        chunk.writeEndArray();
    }

    /** Ends the last piece, and flushes. */
    void end() throws IOException {
        if (chunk != null) {
            endChunk();
        }
        to.flush();
    }

    private void endChunk() throws IOException {
        chunk.writeEndArray();
        chunk.close();
        to.write("</script>\n");
        chunk = null;
        inChunk = 0;
    }

    /** How many records of a kind were written. */
    long count(int kind) {
        return counts[kind];
    }

    /** How many records of a kind were not. */
    long leftOut(int kind) {
        return leftOut[kind];
    }

    /** The names of fields, by the numbers that records have for them. */
    List<String> fields() {
        return new ArrayList<>(fields.keySet());
    }

    /** Writes JSON for a script element, and leaves the writer open. */
    static JsonGenerator generator(Writer to) throws IOException {
        return JSON.createGenerator(to)
                .setCharacterEscapes(new ScriptEscapes())
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    }
}
