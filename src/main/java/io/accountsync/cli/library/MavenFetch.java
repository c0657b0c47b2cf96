package io.accountsync.cli.library;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fetches a jar and what it needs with Maven, but for what account-sync comes with: in the same versions, and not a second time.
 */
public final class MavenFetch {
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final Pattern MISSING = Pattern.compile(
            "(?:Could not (?:find|transfer) artifact|The following artifacts could not be resolved:) \\S+(?: in \\S+)?");

    private final Path maven;

    private MavenFetch(Path maven) {
        this.maven = maven;
    }

    /** The Maven of this machine; empty where there is none, as in a container. */
    public static Optional<MavenFetch> ofProcess() {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> List.of("mvn", "mvn.cmd").stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(MavenFetch::new);
    }

    /**
     * Fetches it.
     *
     * @return the names of the files that are new
     * @throws ConfigurationException when Maven failed, with what it said
     */
    public List<String> fetch(Artifact artifact, Path directory) {
        try {
            Files.createDirectories(directory);
            Set<String> before = jarsIn(directory);
            Path pom = Files.createTempFile("account-sync-", ".xml");
            try {
                Files.writeString(pom, pom(artifact, PackedLibraries.read().all()));
                run(pom, directory);
            } finally {
                Files.delete(pom);
            }
            Set<String> after = jarsIn(directory);
            after.removeAll(before);
            return List.copyOf(after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path pom, Path directory) throws IOException {
        String packed =
                PackedLibraries.read().all().stream().map(Artifact::name).collect(Collectors.joining(","));
        Process process = new ProcessBuilder(
                        maven.toString(),
                        "-B",
                        "-q",
                        "-f",
                        pom.toString(),
                        COPY,
                        "-DincludeScope=runtime",
                        "-DexcludeArtifactIds=" + packed,
                        "-DoutputDirectory=" + directory)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new ConfigurationException("Maven could not fetch it: " + reason(said));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Maven ran", e);
        }
    }

    /** Its first line is about a goal of a plugin, with what was looked for somewhere behind, and colours between. */
    static String reason(String said) {
        String plain = COLOUR.matcher(said).replaceAll("");
        Matcher missing = MISSING.matcher(plain);
        if (missing.find()) {
            return Sentence.closed(missing.group().replaceAll("\\s+", " ")) + " Are its name and version right?";
        }
        return plain.lines()
                .filter(line -> line.startsWith("[ERROR]"))
                .map(line -> Sentence.open(line.substring("[ERROR]".length())))
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(
                        "it did not say why; run it with \"mvn dependency:get -Dartifact=GROUP:ARTIFACT:VERSION\" to see");
    }

    /** What is packed has its version there, so that nothing is fetched that would need another one. */
    static String pom(Artifact wanted, List<Artifact> packed) {
        return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n<modelVersion>4.0.0</modelVersion>\n"
                + "<groupId>io.accountsync</groupId><artifactId>lib</artifactId><version>1</version>\n"
                + "<dependencyManagement><dependencies>\n"
                + packed.stream().map(MavenFetch::dependency).collect(Collectors.joining())
                + "</dependencies></dependencyManagement>\n<dependencies>\n" + dependency(wanted)
                + "</dependencies>\n</project>\n";
    }

    private static String dependency(Artifact artifact) {
        return "<dependency><groupId>" + artifact.group() + "</groupId><artifactId>" + artifact.name()
                + "</artifactId><version>" + artifact.version() + "</version></dependency>\n";
    }

    private static Set<String> jarsIn(Path directory) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
            jars.forEach(jar -> names.add(jar.getFileName().toString()));
        }
        return names;
    }
}
