package io.accountsync.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
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
    /** Where a mistake in a key is, for findings. */
    public static final String PLACE = "configuration";

    private static final Pattern DURATION = Pattern.compile("\\d+|(?=\\d)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?(MB|KB|)");

    private final Function<String, Optional<String>> lookup;
    private final String sync;

    /** Takes what is wrong; null to throw it. */
    private final Collection<Finding> findings;

    private Settings(Function<String, Optional<String>> lookup, String sync, Collection<Finding> findings) {
        this.lookup = lookup;
        this.sync = sync;
        this.findings = findings;
    }

    /** The keys that the properties component of this context knows. */
    public static Settings of(CamelContext context) {
        return of(key -> context.getPropertiesComponent().resolveProperty(key));
    }

    /** Keys from any source; the function answers empty for an unknown key. */
    public static Settings of(Function<String, Optional<String>> lookup) {
        return new Settings(lookup, null, null);
    }

    /** The same keys as one sync sees them: {@code sync.<name>.x} wins over {@code sync.x}. */
    public Settings forSync(String name) {
        return new Settings(lookup, name, findings);
    }

    /** The same keys, where a value that is wrong goes to these findings, and its default takes its place. */
    public Settings noting(Collection<Finding> found) {
        return new Settings(lookup, sync, found);
    }

    /** The value of a key, or empty when it is absent or blank. */
    public Optional<String> text(String key) {
        return value(nameOf(key));
    }

    /** The key that a value comes from: {@code sync.<name>.x} where that is set, else the key itself. */
    public String nameOf(String key) {
        if (sync == null || !key.startsWith("sync.")) {
            return key;
        }
        String own = "sync." + sync + key.substring("sync".length());
        return value(own).isPresent() ? own : key;
    }

    /**
     * The value of a key that must be there.
     *
     * @throws ConfigurationException when it is not; the message names the key and its environment variable
     */
    public String required(String key) {
        return text(key)
                .orElseThrow(() -> new ConfigurationException(key + " is not set. Set it in "
                        + "application.properties or as environment variable " + environmentName(key)));
    }

    /** A whole number within bounds (inclusive). */
    public int wholeNumber(String key, int min, int max) {
        return read(key, "must be a whole number from " + min + " to " + max, text -> {
            int number = Integer.parseInt(text);
            return number >= min && number <= max ? number : null;
        });
    }

    /** A duration, written as Camel writes them: {@code 500}, {@code 30s}, {@code 5m}, {@code 1h30m}. */
    public Duration duration(String key) {
        return read(key, "must be a duration such as 30s, 5m or 1h", text -> {
            String lower = text.toLowerCase(Locale.ROOT);
            // Camel would take much that it does not know, such as -5m or 5x, for 0.
            return DURATION.matcher(lower).matches() ? Duration.ofMillis(TimeUtils.toMilliSeconds(lower)) : null;
        });
    }

    /** A number of bytes within bounds (inclusive), written {@code 15MB}, {@code 500KB} or {@code 20000}. */
    public int size(String key, int min, int max) {
        String rule = "must be a number of bytes such as 15MB or 500KB, from " + min + " to " + max / 1_000_000 + "MB";
        return read(key, rule, text -> {
            Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
            if (!size.matches()) {
                return null;
            }
            long unit = size.group(2).equals("MB") ? 1_000_000 : size.group(2).equals("KB") ? 1_000 : 1;
            long bytes = Long.parseLong(size.group(1)) * unit;
            return bytes >= min && bytes <= max ? (int) bytes : null;
        });
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key) {
        return choice(key, "true", "false").equals("true");
    }

    /** One of a few words, compared without case. */
    public String choice(String key, String... words) {
        return read(key, "must be one of " + String.join(", ", words), text -> {
            String word = text.toLowerCase(Locale.ROOT);
            return Arrays.asList(words).contains(word) ? word : null;
        });
    }

    /** Anything else that is written as a text; the reader answers null for what it is not. */
    public <T> T read(String key, String rule, Function<String, T> reader) {
        try {
            T value = tried(required(key), reader);
            if (value != null) {
                return value;
            }
            throw new ConfigurationException(nameOf(key) + " " + rule);
        } catch (ConfigurationException e) {
            note(e);
            return tried(byDefault(key), reader);
        }
    }

    /** Takes what was found wrong with a key elsewhere. */
    public void note(ConfigurationException mistake) {
        if (findings == null) {
            throw mistake;
        }
        findings.add(Finding.error(PLACE, null, mistake.getMessage()));
    }

    private static String byDefault(String key) {
        return PackedKeys.defaults().getOrDefault(key, "");
    }

    private static <T> T tried(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    /** The environment variable that sets a key: upper case, with {@code _} for dots and dashes. */
    public static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private Optional<String> value(String key) {
        return lookup.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }
}
