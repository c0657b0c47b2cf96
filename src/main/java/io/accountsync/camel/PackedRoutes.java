package io.accountsync.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * The route files in the jar, by an index that the build makes: inside a jar of jars a pattern such as {@code
 * classpath:routes/*.camel.yaml} finds nothing.
 */
public final class PackedRoutes {
    private static final String INDEX = "/routes/index.txt";
    private static final String ENGINE = "routes/engine/";
    private static final String ENDING = ".camel.yaml";
    private static final String TEMPLATES = ENGINE + "sync-templates" + ENDING;

    private PackedRoutes() {}

    /** Locations of the engine routes. */
    public static List<String> engine() {
        return list(name -> name.startsWith(ENGINE) && !name.equals(TEMPLATES));
    }

    /** Location of one of them. */
    static String engine(String name) {
        return "classpath:" + ENGINE + name + ENDING;
    }

    /** Location of the route templates, which sync files need before the engine routes are there. */
    static String templates() {
        return "classpath:" + TEMPLATES;
    }

    /** Locations of the sample sync files. */
    public static List<String> syncs() {
        return list(name -> !name.startsWith(ENGINE));
    }

    private static List<String> list(Predicate<String> wanted) {
        try (InputStream index = PackedRoutes.class.getResourceAsStream(INDEX)) {
            if (index == null) {
                throw new IllegalStateException(INDEX + " is missing from the jar; build it with Maven");
            }
            return new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(wanted)
                    .sorted()
                    .map(name -> "classpath:" + name)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the index of packed routes cannot be read", e);
        }
    }
}
