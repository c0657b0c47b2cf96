package io.accountsync.dataloader;

import io.accountsync.config.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A file of Java properties with the line of each, as Data Loader reads it: mappings and config.properties. */
final class PropertyText {
    /**
     * One property.
     *
     * @param line where it begins, from 1
     */
    record Entry(int line, String key, String value) {}

    private PropertyText() {}

    /**
     * All properties in the order of the file, also those whose key appears again.
     *
     * @throws ConfigurationException when the file cannot be read or is not such a file, with the line
     */
    static List<Entry> read(Path file) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripLeading();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
                continue;
            }
            int first = i;
            StringBuilder whole = new StringBuilder(line);
            while (goesOn(whole) && i + 1 < lines.size()) {
                whole.setLength(whole.length() - 1);
                whole.append(lines.get(++i).stripLeading());
            }
            entries.add(entry(file, first + 1, whole.toString()));
        }
        return entries;
    }

    /** Whether the line end is escaped: an odd number of backslashes is before it. */
    private static boolean goesOn(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static Entry entry(Path file, int line, String text) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    file + ", line " + line
                            + ": has a backslash with u that four hexadecimal digits do not follow. Write \\\\ for a"
                            + " backslash.",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
        String key = one.stringPropertyNames().stream().findFirst().orElse("");
        return new Entry(line, key, one.getProperty(key, "").strip());
    }

    /** Java reads such files as ISO 8859-1; people save them as UTF-8, and mean their letters all the same. */
    private static String text(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + " cannot be read by the user of this process. Give that user the right to read it.", e);
        }
        for (byte each : bytes) {
            if (each == 0) {
                throw new ConfigurationException(
                        file + ", line 1: is not text in UTF-8 or ISO 8859-1, but in UTF-16, or no text at all. "
                                + "Save it as UTF-8.");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
