package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the real jar takes keys from, and which place wins. */
class ConfigIT {
    /** The places from the weakest to the strongest, and a key for which each of them is the strongest that sets it. */
    private static final List<String> KEYS = List.of(
            "sync.in-flight",
            "sync.retries",
            "sync.max-rejected",
            "sync.max-creates",
            "sync.max-changes",
            "sync.max-clears");

    @TempDir
    private Path directory;

    @Test
    void theEnvironmentWinsOverThePropertiesOfTheJvmMountedFilesTheProfileTheFileAndTheDefault() throws IOException {
        everyPlaceFrom(1, "application.properties", "file 1");
        everyPlaceFrom(2, "application-staging.properties", "file 2");
        Path mounted = Files.createDirectory(directory.resolve("mounted"));
        for (String key : KEYS.subList(3, KEYS.size())) {
            Files.writeString(mounted.resolve(key), "33\n");
        }
        Files.writeString(mounted.resolve("source.password"), "mountedhunter2\n");
        Files.writeString(mounted.resolve("source.url"), "jdbc:postgresql://db.example/w?user=u&password=urlhunter2\n");
        StringBuilder options = new StringBuilder();
        KEYS.subList(4, KEYS.size())
                .forEach(key -> options.append("-D").append(key).append("=44 "));
        Jar jar = new Jar(directory)
                .with("CAMEL_MAIN_PROFILE", "staging")
                .with("CAMEL_MAIN_CLOUD_PROPERTIES_LOCATION", mounted.toString())
                .with("JAVA_TOOL_OPTIONS", options.toString())
                .with("SYNC_MAX_CLEARS", "55")
                .with("SALESFORCE_REFRESH_TOKEN", "envhunter2");

        Jar.Ended show = jar.run("config", "show", "--json");

        assertThat(show.exitCode()).isZero();
        Map<String, String> keys = new TreeMap<>();
        for (JsonNode key : new ObjectMapper().readTree(show.out())) {
            keys.put(
                    key.get("key").asText(),
                    key.get("value").asText() + " from " + key.get("from").asText());
        }
        assertThat(keys)
                .containsEntry("sync.in-flight", "4 from default")
                .containsEntry("sync.retries", "11 from file application.properties")
                .containsEntry("sync.max-rejected", "22 from file application-staging.properties")
                .containsEntry("sync.max-creates", "33 from file " + mounted.resolve("sync.max-creates"))
                .containsEntry("sync.max-changes", "44 from system property")
                .containsEntry("sync.max-clears", "55 from environment variable SYNC_MAX_CLEARS")
                .containsEntry("source.password", "******** from file " + mounted.resolve("source.password"))
                .containsEntry(
                        "salesforce.refresh-token", "******** from environment variable SALESFORCE_REFRESH_TOKEN");
        assertThat(show.out() + show.err() + jar.run("config", "show").out()).doesNotContain("hunter2");
    }

    private void everyPlaceFrom(int place, String file, String comment) throws IOException {
        StringBuilder lines = new StringBuilder("# " + comment + "\n");
        KEYS.subList(place, KEYS.size()).forEach(key -> lines.append(key)
                .append('=')
                .append(place)
                .append(place)
                .append('\n'));
        Files.writeString(directory.resolve(file), lines.toString());
    }

    @Test
    void aRunTakesItsSecretsFromMountedFilesAndTheRestFromTheProfile() throws IOException {
        try (LocalOrg org = LocalOrg.start()) {
            Path mounted = Files.createDirectory(directory.resolve("mounted"));
            Files.writeString(mounted.resolve("salesforce.client-id"), org.clientId() + "\n");
            Files.writeString(mounted.resolve("salesforce.client-secret"), org.clientSecret() + "\n");
            Files.writeString(mounted.resolve("salesforce.refresh-token"), org.refreshToken() + "\n");
            Files.writeString(
                    mounted.resolve("source.url"),
                    SampleSource.create(directory.resolve("source.db")).url() + "\n");
            Files.writeString(
                    directory.resolve("application-sandbox.properties"),
                    "salesforce.login-url=" + org.baseUrl() + "\nstate.directory=sandbox\n");
            Jar jar = new Jar(directory)
                    .with("CAMEL_MAIN_PROFILE", "sandbox")
                    .with("CAMEL_MAIN_CLOUD_PROPERTIES_LOCATION", mounted.toString());

            Jar.Ended run = jar.run("run");

            assertThat(run.out()).startsWith("PARTIAL  accounts (run 1");
            assertThat(directory.resolve("sandbox/state.db")).exists();
            assertThat(jar.run("status").out()).as("finds the same state").contains("PARTIAL");
        }
    }
}
