package io.accountsync.cli.library;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Maven Central knows a jar by. */
public record Artifact(String group, String name, String version) {
    private static final Pattern COORDINATES = Pattern.compile("([\\w.-]+):([\\w.-]+):([\\w.+-]+)");

    /** From {@code group:artifact:version}; empty for any other text. */
    public static Optional<Artifact> of(String coordinates) {
        Matcher parts = COORDINATES.matcher(coordinates);
        return parts.matches()
                ? Optional.of(new Artifact(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return group + ":" + name + ":" + version;
    }
}
