package io.accountsync.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A page of what a query job found: a header, and a line a record in quotes. Everything in it is text; an empty cell is a field
 * without a value.
 */
public final class QueryCsv {
    private final byte[] csv;

    /** @param csv in UTF-8; empty for none at all */
    public QueryCsv(byte[] csv) {
        this.csv = csv;
    }

    /**
     * Whether it has come to its end.
     *
     * @param records how many it should have, as the answer's header says; null where that says nothing
     */
    public boolean isComplete(Long records) {
        boolean quoted = false;
        long lines = 0;
        for (byte one : csv) {
            if (one == '"') {
                quoted = !quoted;
            } else if (one == '\n' && !quoted) {
                lines++;
            }
        }
        boolean ended = csv.length == 0 || csv[csv.length - 1] == '\n' && !quoted;
        return ended && (records == null || records == Math.max(0, lines - 1));
    }

    /**
     * Hands over its records as an answer to the same query holds them, but for all values being texts: what is reached through a
     * relationship is in an object of its own, and null where there is none.
     *
     * @param selected the fields as the query names them
     * @param some so many at once
     * @return how many there were
     * @throws IOException when it is no such page
     */
    public long forEach(Collection<String> selected, int some, Consumer<List<JsonNode>> use) throws IOException {
        long records = 0;
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().ofCsvRecord(new ByteArrayInputStream(csv), StandardCharsets.UTF_8)) {
            Iterator<CsvRecord> lines = reader.iterator();
            if (!lines.hasNext()) {
                return 0;
            }
            List<Column> columns = columns(lines.next().getFields(), selected);
            List<JsonNode> page = new ArrayList<>(some);
            while (lines.hasNext()) {
                page.add(record(columns, lines.next()));
                records++;
                if (page.size() == some) {
                    use.accept(page);
                    page = new ArrayList<>(some);
                }
            }
            use.accept(page);
        } catch (CsvParseException e) {
            throw new IOException("the result of a query is not CSV", e);
        }
        return records;
    }

    /** Where a field of a record is, and in which cell. */
    private record Column(List<String> path, int cell) {}

    private static List<Column> columns(List<String> header, Collection<String> selected) throws IOException {
        Map<String, Integer> cells = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), i);
        }
        List<Column> columns = new ArrayList<>();
        for (String field : selected) {
            Integer cell = cells.get(field);
            if (cell == null) {
                throw new IOException("the results of a query lack the column " + field);
            }
            columns.add(new Column(Arrays.asList(field.split("\\.")), cell));
        }
        return columns;
    }

    private static JsonNode record(List<Column> columns, CsvRecord line) throws IOException {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (Column column : columns) {
            if (column.cell() >= line.getFieldCount()) {
                throw new IOException("the results of a query were cut off");
            }
            put(record, column.path(), line.getField(column.cell()));
        }
        return record;
    }

    private static void put(ObjectNode record, List<String> path, String text) {
        ObjectNode owner = record;
        for (String name : path.subList(0, path.size() - 1)) {
            if (owner.path(name) instanceof ObjectNode there) {
                owner = there;
            } else if (text.isEmpty()) {
                owner.putNull(name);
                return;
            } else {
                owner = owner.putObject(name);
            }
        }
        String name = path.get(path.size() - 1);
        if (text.isEmpty()) {
            owner.putNull(name);
        } else {
            owner.put(name, text);
        }
    }
}
