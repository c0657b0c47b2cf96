package io.accountsync.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.util.TimeUtils;

/**
 * The configuration keys, typed. Values come from Camel's properties component, so files, environment variables
 * ({@code SYNC_BATCH_SIZE}) and mounted secrets all work, and a default has one home: {@code application.properties}.
 * White space around a value is dropped, since a mounted secret often ends in a newline; an empty value counts as absent.
 */
public final class Settings {
    private static final Pattern DURATION = Pattern.compile("\\d+|(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?(MB|KB|)");

    private final Function<String, Optional<String>> lookup;
    private final String sync;

    private Settings(Function<String, Optional<String>> lookup, String sync) {
        this.lookup = lookup;
        this.sync = sync;
    }

    /** The keys that the properties component of this context knows. */
    public static Settings of(CamelContext context) {
        return of(key -> context.getPropertiesComponent().resolveProperty(key));
    }

    /** Keys from any source; the function answers empty for an unknown key. */
    public static Settings of(Function<String, Optional<String>> lookup) {
        return new Settings(lookup, null);
    }

    /** The same keys as one sync sees them: {@code sync.<name>.x} wins over {@code sync.x}. */
    public Settings forSync(String name) {
        return new Settings(lookup, name);
    }

    /** The value of a key, or empty when it is absent or blank. */
    public Optional<String> text(String key) {
        if (sync != null && key.startsWith("sync.")) {
            Optional<String> own = value("sync." + sync + key.substring("sync".length()));
            if (own.isPresent()) {
                return own;
            }
        }
        return value(key);
    }

    /**
     * The value of a key that must be there.
     *
     * @throws ConfigurationException when it is not; the message names the key and its environment variable
     */
    public String required(String key) {
        return text(key)
                .orElseThrow(() -> new ConfigurationException(key + " is not set. Set it in "
                        + "application.properties or as environment variable " + environmentName(key) + "."));
    }

    /** A whole number within bounds (inclusive). */
    public int wholeNumber(String key, int min, int max) {
        String text = required(key);
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, together with the bounds
        }
        throw new ConfigurationException(key + " must be a whole number from " + min + " to " + max + ".");
    }

    /** A duration, written as Camel writes them: {@code 500}, {@code 30s}, {@code 5m}, {@code 1h30m}. */
    public Duration duration(String key) {
        String text = required(key).toLowerCase(Locale.ROOT);
        try {
            // Camel would take much that it does not know, such as -5m or 5x, for 0.
            if (DURATION.matcher(text).matches()) {
                return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ConfigurationException(key + " must be a duration such as 30s, 5m or 1h.");
    }

    /** A number of bytes within bounds (inclusive), written {@code 15MB}, {@code 500KB} or {@code 20000}. */
    public int size(String key, int min, int max) {
        Matcher size = SIZE.matcher(required(key).toUpperCase(Locale.ROOT));
        if (size.matches()) {
            long unit = size.group(2).equals("MB") ? 1_000_000 : size.group(2).equals("KB") ? 1_000 : 1;
            long bytes = Long.parseLong(size.group(1)) * unit;
            if (bytes >= min && bytes <= max) {
                return (int) bytes;
            }
        }
        throw new ConfigurationException(key + " must be a number of bytes such as 15MB or 500KB, from " + min + " to "
                + max / 1_000_000 + "MB.");
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key) {
        return choice(key, "true", "false").equals("true");
    }

    /** One of a few words, compared without case. */
    public String choice(String key, String... words) {
        String text = required(key).toLowerCase(Locale.ROOT);
        if (!Arrays.asList(words).contains(text)) {
            throw new ConfigurationException(key + " must be one of " + String.join(", ", words) + ".");
        }
        return text;
    }

    /** The environment variable that sets a key: upper case, with {@code _} for dots and dashes. */
    public static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private Optional<String> value(String key) {
        return lookup.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }
}
