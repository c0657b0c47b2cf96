package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookingRuntimeTest {
    @TempDir
    private Path routes;

    private final Map<String, String> before = new HashMap<>();

    @BeforeEach
    void login() {
        for (String key :
                List.of("source.url", "salesforce.client-id", "salesforce.client-secret", "salesforce.refresh-token")) {
            before.put(key, System.getProperty(key));
            System.setProperty(key, key.equals("source.url") ? "jdbc:sqlite::memory:" : "none");
        }
    }

    @AfterEach
    void restore() {
        before.forEach((key, value) -> {
            if (value == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
    }

    @Test
    void aFileThatCannotBeReadHidesNoOtherSyncAndIsNamed() throws Exception {
        Files.copy(Path.of("routes/accounts.camel.yaml"), routes.resolve("accounts.camel.yaml"));
        Files.writeString(routes.resolve("broken.camel.yaml"), "- route: [a\nb: c\n");

        try (LookingRuntime looking = LookingRuntime.start(routes)) {
            assertThat(looking.engine()).as(looking.mistake()).isNotNull();
            assertThat(looking.engine().syncNames()).containsExactly("accounts");
            assertThat(looking.mistake())
                    .contains("broken.camel.yaml", "expected ',' or ']'")
                    .doesNotContain("but got.");
        }
    }
}
