package io.accountsync.init;

import io.accountsync.config.ConfigurationException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of syncs, which are parts of keys, routes and files. */
public final class SyncNames {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final String DEFAULT = "accounts";

    private SyncNames() {}

    /** A name made of that of a file or table; null for one without a name. */
    public static String of(String source) {
        if (source == null) {
            return DEFAULT;
        }
        String last = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        String name = Normalizer.normalize(
                        last.replaceFirst("(?i)(\\.(csv|tsv|txt|json|jsonl|ndjson|gz))+$", "")
                                .toLowerCase(Locale.ROOT),
                        Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return name.isEmpty() ? DEFAULT : name;
    }

    /**
     * A name that somebody chose.
     *
     * @throws ConfigurationException when it is none
     */
    public static String require(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException("The sync cannot be named " + YamlText.shown(name)
                    + ": its name is part of keys and file names. Write small letters, digits and dashes, such as "
                    + of(name));
        }
        return name;
    }
}
