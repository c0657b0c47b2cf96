package io.accountsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.connector.postgresql.PostgresConnector;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** docs/examples/cdc/connector.json: a setting that is misspelled would be passed over without notice. */
class ConnectorExampleTest {
    private static final Set<String> OF_CONNECT = Set.of("connector.class", "tasks.max");

    @Test
    void theConnectorOfTheDocsHasSettingsThatDebeziumKnows() throws Exception {
        JsonNode config = new ObjectMapper()
                .readTree(Path.of("docs/examples/cdc/connector.json").toFile())
                .get("config");
        Set<String> known = new PostgresConnector().config().configKeys().keySet();
        assertThat(config.properties())
                .extracting(Map.Entry::getKey)
                .filteredOn(key -> !OF_CONNECT.contains(key) && !key.contains(".converter"))
                .isSubsetOf(known);
    }
}
