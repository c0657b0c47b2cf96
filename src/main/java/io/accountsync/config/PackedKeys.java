package io.accountsync.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The keys with their defaults, as {@code application.properties} in our jar lists them. */
public final class PackedKeys {
    /** A key that only our file has: others of that name may be on the class path. */
    private static final String OURS = "sync.engine-routes";

    private PackedKeys() {}

    /** All keys in that file, Camel's among them, with their defaults. */
    public static Map<String, String> defaults() {
        try {
            for (URL url : Collections.list(PackedKeys.class.getClassLoader().getResources("application.properties"))) {
                Properties properties = new Properties();
                try (InputStream in = url.openStream()) {
                    properties.load(in);
                }
                if (properties.containsKey(OURS)) {
                    Map<String, String> defaults = new TreeMap<>();
                    properties.stringPropertyNames().forEach(key -> defaults.put(key, properties.getProperty(key)));
                    return defaults;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the jar lacks its application.properties");
    }

    /** Whether a key is of one of our families, and not Camel's or anybody else's. */
    public static boolean isOurs(String key) {
        return key.matches("(salesforce|source|state|sync|console)\\..*");
    }
}
