package io.accountsync.cli.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.jdbc.JdbcUrl;
import io.accountsync.source.jdbc.JdbcDrivers;
import io.accountsync.source.jdbc.JdbcProfile;
import io.accountsync.source.jdbc.JdbcProfiles;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands name, fetched from Maven Central with Maven: 150 MB, so that the profile "drivers" has it. */
@Tag("drivers")
class DriversTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path directory;

    @AfterEach
    void resetLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    /** Properties in the last column are those that the driver itself lists; others are told by its manual alone. */
    @ParameterizedTest
    @CsvSource({
        "mysql, jdbc:mysql://db.example/w, useCursorFetch defaultFetchSize sslMode",
        "mariadb, jdbc:mariadb://db.example/w, defaultFetchSize sslMode",
        "sqlserver, jdbc:sqlserver://db.example;databaseName=w, responseBuffering encrypt",
        "oracle, jdbc:oracle:thin:@//db.example:1521/w,",
        "snowflake, jdbc:snowflake://a.snowflakecomputing.com/,",
        "redshift, jdbc:redshift://db.example:5439/w, defaultRowFetchSize fetchRingBufferSize sslmode",
        "databricks, jdbc:databricks://db.example:443;httpPath=/sql;AuthMech=3;UID=token;PWD=x, ssl",
        "duckdb, jdbc:duckdb:, jdbc_stream_results",
        "h2, jdbc:h2:mem:w,"
    })
    void aDriverIsFetchedFoundByItsUrlAndKnowsItsProperties(String name, String url, String properties)
            throws Exception {
        JdbcProfile profile = JdbcProfiles.named(name).orElseThrow();
        fetch(profile.artifact().flatMap(Artifact::of).orElseThrow());
        Driver driver = JdbcDrivers.of(new JdbcUrl(url), "source.url");
        Properties given = new Properties();
        given.putAll(profile.reading(new JdbcUrl(url), "test"));
        if (properties != null) {
            assertThat(Arrays.stream(driver.getPropertyInfo(url, given)).map(info -> info.name.toLowerCase()))
                    .contains(properties.toLowerCase().split(" "));
        }
    }

    @Test
    void aComponentIsFetchedWithWhatItNeedsAndNothingThatAccountSyncHas() {
        List<String> files = fetch(CamelComponents.read().find("sftp").orElseThrow());
        assertThat(files).anyMatch(file -> file.startsWith("camel-ftp-")).anyMatch(file -> file.startsWith("jsch-"));
        assertThat(files).noneMatch(file -> file.startsWith("camel-api-") || file.startsWith("slf4j-"));
    }

    @Test
    void theListOfComponentsIsCamelsOwn() throws Exception {
        Artifact catalog = new Artifact(
                "org.apache.camel", "camel-catalog", PackedLibraries.read().camelVersion());
        fetch(catalog);
        Map<String, String> artifacts = new TreeMap<>();
        try (JarFile jar = new JarFile(directory
                .resolve(catalog.name() + "-" + catalog.version() + ".jar")
                .toFile())) {
            for (JarEntry entry : jar.stream()
                    .filter(file -> file.getName().matches("org/apache/camel/catalog/components/.*\\.json"))
                    .toList()) {
                JsonNode component =
                        new ObjectMapper().readTree(jar.getInputStream(entry)).get("component");
                artifacts.put(
                        component.get("scheme").asText(),
                        component.get("artifactId").asText());
            }
        }
        assertThat(CamelComponents.read().artifacts()).containsExactlyInAnyOrderEntriesOf(artifacts);
    }

    private List<String> fetch(Artifact artifact) {
        List<String> files = MavenFetch.ofProcess().orElseThrow().fetch(artifact, directory);
        Libraries libraries = Libraries.of(Map.of(Libraries.VARIABLE, directory.toString()), directory);
        assertThat(libraries.mistakes()).isEmpty();
        Thread.currentThread().setContextClassLoader(new LibraryLoader(libraries, before));
        return files;
    }
}
