package io.accountsync.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be deployed: the files of k8s/, and what the rest of the project says about it. */
final class Deployment {
    static final Path ROOT = Path.of("k8s");
    static final Path ROUTES = Path.of("routes");

    private static final String CAMELS_KEYS = "/META-INF/camel-main-configuration-metadata.json";

    private Deployment() {}

    /** Every manifest that stands in a file of its own. */
    static List<Manifest> manifests() throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        for (Path file : files(".yaml")) {
            for (Manifest manifest : Manifest.in(file)) {
                if (!manifest.at("/apiVersion").asText().startsWith("kustomize.")
                        && !manifest.kind().isEmpty()) {
                    manifests.add(manifest);
                }
            }
        }
        return manifests;
    }

    static List<Manifest> manifests(String kind) throws IOException {
        return manifests().stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .toList();
    }

    static List<Path> kustomizations() throws IOException {
        return Stream.concat(
                        Stream.of(ROUTES), files("kustomization.yaml").stream().map(Path::getParent))
                .toList();
    }

    static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** The sync files that people edit. */
    static Set<String> syncFiles() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".camel.yaml"))
                    .collect(Collectors.toSet());
        }
    }

    static Properties keys() throws IOException {
        return properties(Path.of("application.properties"));
    }

    static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    /** Where health and metrics listen; Camel's own default unless application.properties says otherwise. */
    static int managementPort() throws IOException {
        return Integer.parseInt(keys().getProperty("camel.management.port", "9876"));
    }

    static String version() throws IOException {
        return Files.readString(Path.of("pom.xml"))
                .replaceFirst("(?s).*?<artifactId>account-sync</artifactId>\\s*<version>(.*?)</version>.*", "$1");
    }

    /** Names of environment variables that something reads: our keys, and those that Camel documents. */
    static Set<String> variables() throws IOException {
        Set<String> names = new HashSet<>();
        keys().stringPropertyNames().forEach(key -> names.add(folded(key)));
        try (InputStream in = Deployment.class.getResourceAsStream(CAMELS_KEYS)) {
            for (JsonNode property : new ObjectMapper().readTree(in).get("properties")) {
                names.add(folded(property.get("name").asText()));
            }
        }
        return names;
    }

    /** Camel takes camel.main.shutdownTimeout, camel.main.shutdown-timeout and CAMEL_MAIN_SHUTDOWN_TIMEOUT for the same. */
    static String folded(String key) {
        return key.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }
}
