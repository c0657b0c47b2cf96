package io.accountsync.mapping;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.source.CsvReader;
import io.accountsync.source.CsvRow;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.util.StringHelper;

/**
 * A table from source values to Salesforce values, written in the sync file or in a CSV file of its own.
 *
 * @param table by source value, without white space around it
 * @param lacksDashes whether dashes do not count in source values: Camel reads the YAML key {@code mid-market} as
 *     {@code midMarket}
 */
record Translation(Map<String, String> table, boolean lacksDashes) {
    /**
     * The table of a rule.
     *
     * @param directory of the sync file: a translateFile is looked for there, then in the working directory
     * @return null when the rule has none
     * @throws IllegalArgumentException when the file cannot be read or is not a table of two columns, or a value stands
     *     twice
     */
    static Translation of(FieldRule rule, Path directory) {
        if (rule.getTranslateFile() == null) {
            return rule.getTranslate() == null ? null : inSyncFile(rule.getTranslate());
        }
        if (rule.getTranslate() != null) {
            throw new IllegalArgumentException("has both translate and translateFile; keep one of them");
        }
        return new Translation(read(rule.getTranslateFile(), directory), false);
    }

    /** The Salesforce value, or null when the table has no entry. */
    String apply(Object value) throws InvalidRowException {
        String text = Texts.of(null, value).strip();
        String translated = table.get(text);
        return translated == null && lacksDashes && text.indexOf('-') >= 0
                ? table.get(StringHelper.dashToCamelCase(text))
                : translated;
    }

    String signature() {
        return Signature.of(new TreeMap<>(table)
                .entrySet().stream()
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                        .toArray());
    }

    private static Translation inSyncFile(Map<String, String> translate) {
        Map<String, String> table = new TreeMap<>();
        translate.forEach((from, to) -> put(table, from, to == null ? "" : to, "translate"));
        return new Translation(Map.copyOf(table), true);
    }

    private static Map<String, String> read(String name, Path directory) {
        Path alone = path(name);
        Path beside = directory.resolve(alone);
        Path file = Files.exists(beside) ? beside : alone;
        Map<String, String> table = new TreeMap<>();
        try {
            CsvReader rows = new CsvReader(new StringReader(withoutMark(Files.readString(file))), ',', '"');
            for (CsvRow row = rows.next(); row != null; row = rows.next()) {
                String place = "translateFile " + file + ", line " + row.lastLine();
                if (row.mistake() != null) {
                    throw new IllegalArgumentException("has a wrong " + place + ": " + row.mistake());
                }
                if (row.cells().size() != 2) {
                    throw new IllegalArgumentException("has a wrong " + place
                            + ": expected two columns, source value and Salesforce value, found "
                            + row.cells().size());
                }
                put(table, row.cells().get(0), row.cells().get(1), place);
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "has a translateFile " + file + " that does not exist (looked for "
                            + beside.toAbsolutePath().normalize() + " and " + file.toAbsolutePath() + ")",
                    e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("has a translateFile " + file + " that is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "has a translateFile " + file + " that cannot be read: " + e.getMessage(), e);
        }
        return Map.copyOf(table);
    }

    private static Path path(String name) {
        try {
            return FileName.path(name, "translateFile");
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException("has a table of no use: " + e.getMessage(), e);
        }
    }

    private static void put(Map<String, String> table, String from, String to, String place) {
        String before = table.put(from.strip(), to.strip());
        if (before != null && !before.equals(to.strip())) {
            throw new IllegalArgumentException(
                    "has two translations of \"" + from.strip() + "\" (" + place + "); keep one of them");
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
