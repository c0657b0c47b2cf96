package io.accountsync.cli.library;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The jars in {@code lib/}: drivers of databases and components of Camel that account-sync does not come with.
 *
 * @param directory where they are, or would be
 * @param isNamed whether a variable names the directory
 * @param jars in the order of their names
 */
public record Libraries(Path directory, boolean isNamed, List<LibraryJar> jars) {
    /** The environment variable that names the directory. */
    public static final String VARIABLE = "ACCOUNT_SYNC_LIB";

    private static final String CAMEL = "camel-";

    /** Those of this process. */
    public static Libraries ofProcess() {
        return of(System.getenv(), code());
    }

    /**
     * Those of the directory that {@link #VARIABLE} names, or else of {@code lib/} beside the jar; of a checkout, whose
     * {@code target/} goes with each build, beside {@code pom.xml}.
     *
     * @param code the jar that runs, or its directory of classes
     */
    static Libraries of(Map<String, String> environment, Path code) {
        String named = environment.getOrDefault(VARIABLE, "").strip();
        Path directory =
                named.isEmpty() ? beside(code) : Path.of(named).toAbsolutePath().normalize();
        return new Libraries(directory, !named.isEmpty(), jarsIn(directory));
    }

    private static Path code() {
        try {
            return Path.of(Libraries.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path beside(Path code) {
        Path directory = code.toAbsolutePath().getParent();
        boolean isBuild = directory.endsWith("target") && Files.exists(directory.resolveSibling("pom.xml"));
        return isBuild ? directory.resolveSibling("lib") : directory.resolve("lib");
    }

    private static List<LibraryJar> jarsIn(Path directory) {
        List<LibraryJar> jars = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, LibraryJar::isNamed)) {
                files.forEach(file -> jars.add(LibraryJar.of(file)));
            } catch (IOException e) {
                throw new ConfigurationException(
                        "The directory " + directory + " cannot be read; let this user read it", e);
            }
        }
        jars.sort((one, other) -> one.name().compareTo(other.name()));
        return jars;
    }

    /** What is wrong with them, each as a sentence with the remedy. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (isNamed && !Files.isDirectory(directory)) {
            mistakes.add(Sentence.closed(VARIABLE + " names " + directory
                    + ", which is not a directory; make it, or leave the variable out"));
        }
        Map<String, LibraryJar> seen = new TreeMap<>();
        Map<String, LibraryJar> providers = new TreeMap<>();
        Map<String, String> twins = new TreeMap<>();
        String camel = jars.isEmpty() ? "" : PackedLibraries.read().camelVersion();
        for (LibraryJar jar : jars) {
            if (!jar.isReadable()) {
                mistakes.add(Sentence.closed(jar.file() + " is not a jar, or only a part of one; get it again"));
            }
            jar.provides().forEach(provided -> {
                LibraryJar twin = providers.putIfAbsent(provided, jar);
                if (twin != null && !twin.artifact().equals(jar.artifact())) {
                    twins.putIfAbsent(twin.name() + " and " + jar.name(), provided);
                }
            });
            LibraryJar other = seen.putIfAbsent(jar.artifact(), jar);
            if (other != null) {
                mistakes.add(Sentence.closed(directory + " has " + jar.artifact() + " in two versions, "
                        + other.version() + " and " + jar.version() + "; remove one of them"));
            }
            if (jar.artifact().startsWith(CAMEL)
                    && jar.version().matches("\\d+\\.\\d+\\.\\d+")
                    && !jar.version().equals(camel)) {
                mistakes.add(Sentence.closed(jar.file() + " is of another Camel than account-sync, which has " + camel
                        + "; remove it, and get that version with \"account-sync add camel:"
                        + jar.artifact().substring(CAMEL.length()) + "\""));
            }
        }
        twins.forEach((pair, provided) -> mistakes.add(Sentence.closed(pair + " in " + directory + " both have "
                + provided + ", so that either may count; remove one of them")));
        return mistakes;
    }

    /** The names of the jars. */
    public List<String> names() {
        return jars.stream().map(LibraryJar::name).toList();
    }

    /** A class loader that knows them, too; the parent where there is none. What the parent has comes from the parent. */
    Optional<LibraryLoader> loader(ClassLoader parent) {
        return jars.isEmpty() && mistakes().isEmpty() ? Optional.empty() : Optional.of(new LibraryLoader(this, parent));
    }
}
