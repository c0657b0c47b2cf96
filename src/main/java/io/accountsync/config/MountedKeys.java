package io.accountsync.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keys as Kubernetes mounts them from Secrets and ConfigMaps: directories with a file for each key, named like it and holding
 * its value; files that end in {@code .properties} hold several. White space around a value is dropped, such as the newline
 * that editors and {@code echo} leave there.
 */
public final class MountedKeys {
    /** The key that names the directories; Camel's. */
    public static final String LOCATION = "camel.main.cloud-properties-location";

    private static final int MOST_BYTES = 64 * 1024;

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Path> files = new TreeMap<>();

    private MountedKeys() {}

    /**
     * Reads all keys.
     *
     * @param locations directories, separated by commas; a key in a later one wins. Null or blank for none
     * @throws ConfigurationException when a directory is not there or a file cannot be read; Camel would pass over it
     */
    public static MountedKeys in(String locations) {
        MountedKeys keys = new MountedKeys();
        for (String location : locations == null ? new String[0] : locations.split(",")) {
            if (!location.isBlank()) {
                keys.readAll(FileName.path(location.strip(), LOCATION));
            }
        }
        return keys;
    }

    /** Values by key. */
    public Map<String, String> values() {
        return values;
    }

    /** The file that a key comes from; empty when it is not mounted. */
    public Optional<Path> file(String key) {
        return Optional.ofNullable(files.get(key));
    }

    private void readAll(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ConfigurationException(
                    LOCATION + " names " + directory + ", which is not a directory. Mount the Secret "
                            + "there, one file for each key, or leave " + Settings.environmentName(LOCATION) + " out.");
        }
        try (Stream<Path> found = Files.list(directory)) {
            // Kubernetes keeps what the files link to in directories that begin with two dots.
            List<Path> own = found.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            for (Path file : own) {
                read(file);
            }
        } catch (IOException e) {
            throw new ConfigurationException(directory + " cannot be listed; " + LOCATION + " names it.", e);
        }
    }

    private void read(Path file) {
        String name = file.getFileName().toString();
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigurationException(
                        file + " is larger than 64 KiB: that is not the value of a key. Mount it "
                                + "elsewhere than where " + LOCATION + " points.");
            }
            if (name.endsWith(".properties")) {
                Properties properties = PropertiesFile.read(file);
                properties.stringPropertyNames().forEach(key -> put(key, properties.getProperty(key), file));
            } else {
                // A byte order mark is not part of a value.
                put(name, Files.readString(file).replaceFirst("^\uFEFF", ""), file);
            }
        } catch (MalformedInputException e) {
            throw new ConfigurationException(file + " is not text in UTF-8, as the value of a key is.", e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + " cannot be read: is it readable for the user of this process (defaultMode of the volume, "
                            + "fsGroup of the pod)?",
                    e);
        }
    }

    private void put(String key, String value, Path file) {
        values.put(key, value.strip());
        files.put(key, file);
    }
}
