package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.ProcessCharset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the locale of the process has damaged before anybody could read it: values of keys, the working directory. */
final class LocaleCheck {
    private static final Pattern OURS = Pattern.compile(
            "(?:SALESFORCE|SOURCE|STATE|SYNC|CONSOLE|CAMEL)_.*|(?:salesforce|source|state|sync|console|camel)[.].*");
    private static final char REPLACEMENT = '\uFFFD';

    private LocaleCheck() {}

    /**
     * Refuses to go on with other values than were given.
     *
     * @param environment variables by name
     * @param properties of the JVM
     * @param directory the working directory as Java knows it
     * @throws ConfigurationException naming the variable, never its value, or the directory
     */
    static void requireWhole(Map<String, String> environment, Properties properties, Path directory) {
        new TreeMap<>(environment).forEach((name, value) -> require("environment variable ", name, value));
        properties
                .stringPropertyNames()
                .forEach(name -> require("system property ", name, properties.getProperty(name)));
        if (!Files.isDirectory(directory)) {
            throw new ConfigurationException("The working directory " + directory
                    + " cannot be found by this process: it "
                    + "was removed, or its name has letters that the locale of this process (" + ProcessCharset.text()
                    + ") does not have. " + ProcessCharset.REMEDY);
        }
    }

    private static void require(String kind, String name, String value) {
        if (value.indexOf(REPLACEMENT) >= 0 && OURS.matcher(name).matches()) {
            throw new ConfigurationException("The " + kind + name + " has letters that the locale of this process ("
                    + ProcessCharset.text() + ") does not have. Give it in UTF-8. " + ProcessCharset.REMEDY);
        }
    }
}
