package io.accountsync.salesforce.bulk;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.accountsync.mapping.JsonMember;
import io.accountsync.mapping.JsonMembers;
import io.accountsync.mapping.Payload;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of a job's CSV, in bytes. Its cells are cut out of a payload: a text of JSON without escapes is the same text in a cell
 * in quotes, and so is a number. Only a text with escapes is made anew. It is used for one payload after the other.
 */
final class JobLine {
    private static final byte[] CLEAR = bytes(PayloadCells.CLEAR);
    private static final int FIRST_ROOM = 1024;

    /** What a cell has besides its value: two quotes and a separator. */
    private static final int AROUND = 3;

    private final byte[][] names;
    private final Map<String, Integer> positions = new HashMap<>();
    private final byte[][] sources;
    private final int[] from;
    private final int[] to;
    private final StringWriter quoted = new StringWriter();
    private final CsvWriter quoting = CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QuoteStrategies.ALWAYS)
            .bufferSize(0)
            .build(quoted);
    private byte[] bytes = new byte[FIRST_ROOM];
    private int length;

    /** A line that names its columns. */
    JobLine(List<String> columns) {
        int number = columns.size();
        this.names = new byte[number][];
        this.sources = new byte[number][];
        this.from = new int[number];
        this.to = new int[number];
        for (int i = 0; i < number; i++) {
            names[i] = bytes('"' + columns.get(i) + '"');
            positions.put(columns.get(i), i);
            putQuoted(i, columns.get(i));
        }
        write();
    }

    /** Makes it the line of a payload; false when a line with these columns cannot say what the payload says. */
    boolean take(Payload payload) {
        Arrays.fill(sources, null);
        int column = 0;
        JsonMembers fields = payload.walk();
        while (fields.next()) {
            if (fields.isObject()) {
                if (!putLookup(fields.member())) {
                    return false;
                }
                continue;
            }
            column = position(fields, column);
            if (column < 0 || !put(column, payload.bytes(), fields.value(), fields.to())) {
                return false;
            }
        }
        write();
        return true;
    }

    /** Its bytes, up to {@link #length}; they change with the next payload. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Payloads have their fields in the order of the columns, so it is seldom looked for. */
    private int position(JsonMembers field, int expected) {
        for (int i = 0; i < names.length; i++) {
            int position = (expected + i) % names.length;
            if (field.isNamed(names[position])) {
                return position;
            }
        }
        return -1;
    }

    private boolean putLookup(JsonMember lookup) {
        String relationship = lookup.relationship();
        for (JsonMember key : lookup.keys()) {
            Integer column = positions.get(PayloadCells.column(relationship, key));
            if (column == null || key.isObject() || !put(column, key.bytes(), key.value(), key.to())) {
                return false;
            }
        }
        return true;
    }

    /** Puts the JSON value that begins and ends there into a cell; false for one that it cannot hold. */
    private boolean put(int column, byte[] json, int value, int end) {
        if (json[value] == 'n') {
            cut(column, CLEAR, 0, CLEAR.length);
        } else if (json[value] != '"') {
            cut(column, json, value, end);
        } else if (isVerbatim(json, value + 1, end - 1)) {
            cut(column, json, value + 1, end - 1);
        } else {
            String text = JsonMember.textOf(json, value, end);
            if (!PayloadCells.isSayable(text)) {
                return false;
            }
            putQuoted(column, text);
        }
        return true;
    }

    /** Whether a text is in a cell as it is in JSON, and is certain to be one that a cell can hold. */
    private static boolean isVerbatim(byte[] json, int from, int to) {
        int size = to - from;
        if (size == 0 || size > PayloadCells.LONGEST || Arrays.equals(json, from, to, CLEAR, 0, CLEAR.length)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    private void putQuoted(int column, String text) {
        quoted.getBuffer().setLength(0);
        quoting.writeRecord(text);
        byte[] cell = bytes(quoted.toString());
        // Without the quotes, and without the end of the line.
        cut(column, cell, 1, cell.length - 2);
    }

    private void cut(int column, byte[] source, int begin, int end) {
        sources[column] = source;
        from[column] = begin;
        to[column] = end;
    }

    private void write() {
        makeRoom();
        int at = 0;
        for (int i = 0; i < sources.length; i++) {
            if (i > 0) {
                at = write(',', at);
            }
            if (sources[i] != null) {
                int size = to[i] - from[i];
                at = write('"', at);
                System.arraycopy(sources[i], from[i], bytes, at, size);
                at = write('"', at + size);
            }
        }
        length = write('\n', at);
    }

    private int write(char one, int at) {
        bytes[at] = (byte) one;
        return at + 1;
    }

    private void makeRoom() {
        int needed = sources.length * AROUND + 1;
        for (int i = 0; i < sources.length; i++) {
            needed += sources[i] == null ? 0 : to[i] - from[i];
        }
        if (needed > bytes.length) {
            bytes = new byte[needed * 2];
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
