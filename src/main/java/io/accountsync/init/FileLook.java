package io.accountsync.init;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Quantity;
import io.accountsync.source.FileForm;
import io.accountsync.source.FileForms;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.RowLimit;
import io.accountsync.source.Rows;
import io.accountsync.source.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at a file. */
public final class FileLook {
    private final String path;
    private final FileForm form;
    private final Map<String, Look.Column> columns = new LinkedHashMap<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private long malformed;
    private MalformedRow firstMalformed;
    private boolean isWhole = true;

    private FileLook(String path, FileForm form) {
        this.path = path;
        this.form = form;
    }

    /**
     * Looks at its beginning.
     *
     * @param path relative to the working directory
     * @param charset null to find it out
     * @param delimiter null to find it out
     * @throws ConfigurationException when it is not there, or nothing that has rows
     */
    public static Look of(String path, String charset, String delimiter, RowLimit most) {
        if (path.contains("{{")) {
            throw new ConfigurationException(path + " has {{ in its name, by which a sync file names a key. Rename it");
        }
        try {
            return new FileLook(path, FileForms.of(path, charset, delimiter)).look(most);
        } catch (SourceException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private Look look(RowLimit most) {
        try (Rows source = form.rows(path)) {
            while (isWhole && source.hasNext()) {
                isWhole = rows.size() + malformed < most.of(columns.size());
                if (isWhole) {
                    Object row = source.next();
                    if (row instanceof MalformedRow bad) {
                        malformed++;
                        firstMalformed = firstMalformed == null ? bad : firstMalformed;
                    } else {
                        add((Map<String, Object>) row);
                    }
                }
            }
        }
        if (rows.isEmpty()) {
            throw new ConfigurationException(
                    malformed == 0
                            ? path + " has a header row and no other, so that nothing is known of its columns. Put"
                                    + " some rows into it"
                            : path + " has no row that can be read; the first is at fault at " + firstMalformed.place()
                                    + ": " + firstMalformed.reason());
        }
        return new Look(
                path,
                about(),
                List.copyOf(columns.values()),
                rows,
                isWhole,
                notes(),
                Optional.empty(),
                new FilePart(path, form));
    }

    private void add(Map<String, Object> row) {
        rows.add(row);
        if (columns.isEmpty() || form.kind() != FileForm.Kind.CSV) {
            row.keySet().forEach(name -> columns.putIfAbsent(name, new Look.Column(name, "")));
        }
    }

    private List<String> about() {
        boolean isCsv = form.kind() == FileForm.Kind.CSV;
        return Stream.of(
                        "kind       " + form.kind().text() + (form.isPacked() ? ", packed with gzip" : ""),
                        "charset    " + form.charset() + " (" + form.evidence() + ")",
                        isCsv ? "delimiter  " + delimiter() : "",
                        isCsv ? "header     the first line: " + Quantity.of(columns.size(), "column") : "",
                        isCsv ? "line end   " + form.lineEnd() : "")
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private String delimiter() {
        return form.delimiter() == '\t' ? "tab" : "\"" + form.delimiter() + "\"";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (form.kind() == FileForm.Kind.CSV && !form.endsLastLine()) {
            notes.add(
                    "The last line has no line end. The sync file says lastLineEnd: optional, so that it counts; a file"
                            + " that is cut off in its last line is not noticed then.");
        }
        if (malformed > 0) {
            notes.add(Quantity.of(malformed, "row") + " cannot be read and would be invalid, the first at "
                    + firstMalformed.place() + ": " + firstMalformed.reason());
        }
        if (form.kind() == FileForm.Kind.CSV
                && columns.size() == 1
                && columns.keySet().iterator().next().matches("(?U)\\w.*[^\\w\\s.-].*\\w")) {
            notes.add(
                    "The header row is one column. If another character separates columns, name it with --delimiter.");
        }
        List<String> numbers = columns.keySet().stream()
                .filter(name -> name.matches("[\\d.,:/ -]+"))
                .toList();
        if (!numbers.isEmpty()) {
            notes.add("Is the first line a header? "
                    + Quantity.of(numbers.size(), "name in it is a number", "names in it are numbers")
                    + "; a file without a header needs a line of names in front of its rows.");
        }
        return notes;
    }
}
