package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.Settings;
import io.accountsync.deploy.DependencyTree.Direct;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SampleSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packed routes and application.properties without camel-main, as Camel K's runtime has them: in a process whose class
 * path holds the plain jar, what {@code k8s/camel-k-source} declares, and nothing else.
 */
class PlainCamelIT {
    /** What every runtime of Camel brings itself. */
    private static final List<String> RUNTIME =
            List.of("org.apache.camel:camel-core-engine", "org.apache.camel:camel-core-languages");

    private static final String COMPONENTS = "org.apache.camel:camel-";

    @TempDir
    private Path directory;

    @Test
    void aRunNeedsNothingButWhatTheIntegrationDeclares() throws Exception {
        try (LocalOrg org = LocalOrg.start()) {
            SampleSource source = SampleSource.create(directory.resolve("source.db"));
            List<String> lines = run(Map.of(
                    "salesforce.login-url", org.baseUrl(),
                    "salesforce.client-id", org.clientId(),
                    "salesforce.client-secret", org.clientSecret(),
                    "salesforce.refresh-token", org.refreshToken(),
                    "source.url", source.url(),
                    "state.directory", directory.resolve("state").toString(),
                    "sync.accounts.schedule", "0 0 0 1 1 ? 2099"));

            assertThat(lines.get(0)).as("the schedule").isEqualTo("Started");
            JsonNode report = new ObjectMapper().readTree(String.join("\n", lines.subList(1, lines.size())));
            assertThat(report.get("status").asText()).isEqualTo("PARTIAL");
            assertThat(report.get("counts").get("created").asInt()).isEqualTo(311);
            assertThat(org.records("Account")).hasSize(311);
        }
    }

    /** Our own dependencies without the components of Camel, of which only those count that the Integration names. */
    private static Set<String> declared() throws IOException {
        DependencyTree tree = DependencyTree.read();
        Stream<String> ours = tree.direct().stream()
                .filter(direct -> direct.isRuntime() && !direct.optional())
                .map(Direct::name)
                .filter(name -> !name.startsWith(COMPONENTS));
        Stream<String> components = Manifest.in(Path.of("k8s/camel-k-source/integration.yaml"))
                .get(0)
                .texts("/spec/dependencies")
                .filter(text -> text.startsWith("camel:"))
                .map(text -> COMPONENTS + text.substring("camel:".length()));
        return tree.closure(Stream.of(ours, components, RUNTIME.stream()).flatMap(stream -> stream));
    }

    private List<String> run(Map<String, String> settings) throws Exception {
        List<Path> classPath = new ArrayList<>(List.of(PlainJarIT.plain(), onlyPlainCamel()));
        declared().stream().map(DependencyTree::jar).forEach(classPath::add);
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                        PlainCamel.class.getName())
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(SALESFORCE|SYNC|STATE|SOURCE|CAMEL)_.*"));
        settings.forEach((key, value) -> builder.environment().put(Settings.environmentName(key), value));
        Process process = builder.start();
        assertThat(process.waitFor())
                .as(Files.readString(directory.resolve("err")))
                .isZero();
        return Files.readAllLines(directory.resolve("out"));
    }

    /** The class path of this test holds all of the test's classes; the process gets one. */
    private Path onlyPlainCamel() throws IOException {
        String name = PlainCamel.class.getName().replace('.', '/') + ".class";
        Path copy = directory.resolve("driver").resolve(name);
        Files.createDirectories(copy.getParent());
        try (InputStream in = PlainCamel.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(in, copy);
        }
        return directory.resolve("driver");
    }
}
