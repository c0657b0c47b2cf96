package io.accountsync.cli.library;

import io.accountsync.config.NearestNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The components that Camel has, by the scheme of their URIs. Its own catalog has them too, in 2.5 MB.
 *
 * @param artifacts by scheme
 */
public record CamelComponents(Map<String, String> artifacts) {
    private static final String GROUP = "org.apache.camel";

    /** Those of the Camel that account-sync comes with. */
    public static CamelComponents read() {
        try (InputStream list = CamelComponents.class.getResourceAsStream("camel-components.txt")) {
            Map<String, String> artifacts = new TreeMap<>();
            new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(line -> artifacts.put(line[0], line.length == 1 ? "camel-" + line[0] : line[1]));
            return new CamelComponents(artifacts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The artifact of a scheme, or of a component by its own name, in the version that fits; empty for none. */
    public Optional<Artifact> find(String scheme) {
        String artifact = artifacts.get(scheme);
        if (artifact == null && artifacts.containsValue("camel-" + scheme)) {
            artifact = "camel-" + scheme;
        }
        return Optional.ofNullable(artifact)
                .map(name -> new Artifact(GROUP, name, PackedLibraries.read().camelVersion()));
    }

    /** That there is none of a scheme, and which were probably meant; without a full stop where none is near. */
    public String lacks(String scheme) {
        List<String> near = NearestNames.near(scheme, artifacts.keySet(), 3);
        return "Camel has no component " + scheme
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
    }
}
