package io.accountsync.mapping;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A table from source values to Salesforce values, written in the sync file or in a CSV file beside it. */
record Translation(Map<String, String> table) {
    /**
     * The table of a rule.
     *
     * @return null when the rule has none
     * @throws IllegalArgumentException when the file cannot be read or is not a table of two columns
     */
    static Translation of(FieldRule rule) {
        if (rule.getTranslateFile() == null) {
            return rule.getTranslate() == null ? null : new Translation(Map.copyOf(rule.getTranslate()));
        }
        if (rule.getTranslate() != null) {
            throw new IllegalArgumentException("has both translate and translateFile; keep one of them");
        }
        return new Translation(read(Path.of(rule.getTranslateFile())));
    }

    /** The Salesforce value, or null when the table has no entry. */
    String apply(Object value) {
        return table.get(Texts.of(value).strip());
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> table = new LinkedHashMap<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser rows = CSVParser.parse(reader, CSVFormat.RFC4180)) {
            for (CSVRecord row : rows) {
                if (row.size() != 2) {
                    throw new IllegalArgumentException("translateFile " + file + ", line " + row.getRecordNumber()
                            + ": expected two columns, source value and Salesforce value, found " + row.size());
                }
                table.put(row.get(0).replace("\uFEFF", "").strip(), row.get(1).strip());
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "translateFile " + file + " does not exist (looked in "
                            + Path.of("").toAbsolutePath() + ")",
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("translateFile " + file + " cannot be read: " + e.getMessage(), e);
        }
        return table;
    }
}
