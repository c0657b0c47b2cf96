package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.Settings;
import io.accountsync.deploy.DependencyTree.Direct;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a Camel K build takes from the plain jar: its dependencies and its defaults. {@link PlainCamelIT} runs it. */
class PlainCamelTest {
    @Test
    void whoTakesThePlainJarGetsNoSecondRuntimeLoggerOrServer() throws IOException {
        DependencyTree tree = DependencyTree.read();
        Stream<String> brought = tree.direct().stream()
                .filter(direct -> direct.isRuntime() && !direct.optional())
                .map(Direct::name);
        assertThat(tree.closure(brought))
                .as("mark what only the command line needs as optional in pom.xml")
                .noneMatch(name -> name.matches(
                        "org.apache.camel:camel-(main|platform-http.*)|ch.qos.logback:.*|io.vertx:.*|info.picocli:.*"
                                + "|org.jline:.*|me.tongfei:.*"));
    }

    @Test
    void theJarHoldsItsDefaultsWhereQuarkusLooksForThoseOfALibrary() throws IOException {
        try (InputStream packed = Settings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            assertThat(packed).isNotNull();
            assertThat(packed.readAllBytes()).isEqualTo(Files.readAllBytes(Path.of("application.properties")));
        }
    }
}
