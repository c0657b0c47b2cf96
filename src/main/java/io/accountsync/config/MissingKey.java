package io.accountsync.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A placeholder that has no value, as Camel reports it. */
public final class MissingKey {
    private static final Pattern CAMELS = Pattern.compile("Property with key \\[([^]]+)]");

    private MissingKey() {}

    /** What to do about it, as a sentence without full stop; empty when the error is about something else. */
    public static Optional<String> in(Throwable error) {
        Matcher key = CAMELS.matcher(String.valueOf(error.getMessage()));
        return key.find()
                ? Optional.of("{{" + key.group(1)
                        + "}} is not set. Set it in application.properties or as an environment variable")
                : Optional.empty();
    }
}
