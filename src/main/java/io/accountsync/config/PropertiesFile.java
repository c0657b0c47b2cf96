package io.accountsync.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;

/**
 * A file of keys, in UTF-8. Of a key that appears twice Java takes the last without notice, and behind a byte order
 * mark the
 * first key is another one.
 */
public final class PropertiesFile {
    private PropertiesFile() {}

    /**
     * Reads a file; none where there is none.
     *
     * @throws ConfigurationException when it is not a file, cannot be read, is not in UTF-8, or has a key twice
     */
    public static Properties read(Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(file + " is a directory, where a file of keys would be. Rename it.");
        }
        // A link is there even where what it points to is not: somebody wanted keys to come from it.
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? parse(file, text(file)) : new Properties();
    }

    private static Properties parse(Path file, String text) {
        List<String> twice = new ArrayList<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    twice.add((String) key);
                }
                return super.put(key, value);
            }
        };
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    file
                            + " has a backslash with u that four hexadecimal digits do not follow. Write \\\\ for a backslash.",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
        if (!twice.isEmpty()) {
            throw new ConfigurationException(
                    file + " has " + String.join(", ", new TreeSet<>(twice)) + " twice. Keep one of the lines.");
        }
        return properties;
    }

    private static String text(Path file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            if (text.startsWith("\uFEFF")) {
                throw new ConfigurationException(
                        file + " begins with a byte order mark. Save it as UTF-8 without one.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + " is not text in UTF-8. Save it as UTF-8.", e);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    file + " is a link to a file that is not there. Put the file there, or remove the link.", e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + " cannot be read by the user of this process. Give that user the right to read it.", e);
        }
    }
}
