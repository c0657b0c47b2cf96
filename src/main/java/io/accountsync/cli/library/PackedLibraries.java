package io.accountsync.cli.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The libraries that account-sync comes with, from the list of their licences.
 *
 * @param all in the order of that list
 */
record PackedLibraries(List<Artifact> all) {
    private static final Pattern LINE = Pattern.compile("\\(([\\w.-]+):([\\w.-]+):([\\w.+-]+) - ");

    static PackedLibraries read() {
        try (InputStream list = PackedLibraries.class.getResourceAsStream("/META-INF/THIRD-PARTY.txt")) {
            String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            return new PackedLibraries(LINE.matcher(text)
                    .results()
                    .map(found -> new Artifact(found.group(1), found.group(2), found.group(3)))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Artifact> find(String name) {
        return all.stream().filter(artifact -> artifact.name().equals(name)).findFirst();
    }

    /** That of all of Camel's modules. */
    String camelVersion() {
        return find("camel-sql").orElseThrow().version();
    }
}
