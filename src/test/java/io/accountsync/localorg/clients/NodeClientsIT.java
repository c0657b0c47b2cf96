package io.accountsync.localorg.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.accountsync.localorg.LocalOrg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that nobody here wrote, against the local org unchanged. Needs Node and npm and takes them from the path: run it
 * with {@code mvn -Pclients verify}. The profile {@code full} runs it where it finds what it needs.
 */
@Tag("clients")
@EnabledIfSystemProperty(named = "clients", matches = "true|auto")
class NodeClientsIT {

    private static final Path SCRIPTS = Path.of("src/test/java/io/accountsync/localorg/clients");
    private static final String DEPENDENCIES =
            """
            {"private": true, "dependencies": {
              "jsforce": "3.10.16", "jsforce1": "npm:jsforce@1.11.1", "nforce": "1.13.0"}}
            """;

    @TempDir
    static Path work;

    @BeforeAll
    static void install() throws Exception {
        Files.writeString(work.resolve("package.json"), DEPENDENCIES);
        for (String script : List.of("harness.cjs", "jsforce3.cjs", "jsforce1.cjs", "nforce.cjs")) {
            Files.copy(SCRIPTS.resolve(script), work.resolve(script));
        }
        boolean installed = isInstalled();
        assumeTrue(
                installed || System.getProperty("clients").equals("true"), "no npm, or no registry that it could ask");
        assertThat(installed).as("npm install").isTrue();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return run(Map.of(), "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts") == 0;
        } catch (IOException e) {
            // There is no npm.
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsforce3", "jsforce1", "nforce"})
    void clientWorksUnchanged(String client) throws Exception {
        try (LocalOrg org = LocalOrg.start()) {
            Map<String, String> environment = Map.of(
                    "BASE_URL", org.baseUrl(),
                    "CLIENT_ID", org.clientId(),
                    "CLIENT_SECRET", org.clientSecret(),
                    "REFRESH_TOKEN", org.refreshToken());

            int exit = run(environment, "node", client + ".cjs");

            assertThat(exit).as(output()).isZero();
        }
    }

    private static int run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("output.txt").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String output() throws IOException {
        return Files.readString(work.resolve("output.txt"), StandardCharsets.UTF_8);
    }
}
