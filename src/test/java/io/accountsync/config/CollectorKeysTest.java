package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorKeysTest {
    private final Map<String, String> keys = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "http://c:4318, http://c:4318/v1/traces",
        "http://c:4318/, http://c:4318/v1/traces",
        "https://c/otlp/v1/traces, https://c/otlp/v1/traces",
        "https://c/otlp?api-key=hunter2, https://c/otlp/v1/traces?api-key=hunter2"
    })
    void thePathOfTracesIsAddedWhereItIsNotThere(String endpoint, String address) {
        keys.put("sync.traces.endpoint", endpoint);
        assertThat(read().orElseThrow().address()).hasToString(address);
    }

    @Test
    void aCollectorIsNamedWithoutUserAndQuery() {
        keys.put("sync.traces.endpoint", "https://me:hunter2@c:4318/x?key=hunter2");
        assertThat(read().orElseThrow().shown()).isEqualTo("https://c:4318/x/v1/traces");
    }

    @Test
    void headersAreWrittenAsOpenTelemetryDoes() {
        keys.put("sync.traces.endpoint", "https://c");
        keys.put("sync.traces.headers", "Authorization=Bearer%20a+b=, X-Scope=one%2Ctwo");
        assertThat(read().orElseThrow().headers())
                .containsExactly(Map.entry("Authorization", "Bearer a+b="), Map.entry("X-Scope", "one,two"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hunter2", "=hunter2", "A=", "A=hunter2%0d%0aB: c", "A=hunter2%", "A=1,,B=2", "Host=hunter2"})
    void headersThatAreNoneAreRefusedWithoutTheirValues(String headers) {
        keys.put("sync.traces.endpoint", "https://c");
        keys.put("sync.traces.headers", headers);
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("sync.traces.headers must be names and values")
                .message()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "ftp://c", "http:// c"})
    void anEndpointThatIsNoAddressIsRefused(String endpoint) {
        keys.put("sync.traces.endpoint", endpoint);
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("sync.traces.endpoint must be an address");
    }

    @Test
    void aSecretIsSentByTlsOrInThisMachineOnly() {
        keys.put("sync.traces.headers", "Authorization=hunter2");
        assertThatThrownBy(this::read).hasMessageContaining("sync.traces.endpoint is not: name the collector there");
        keys.put("sync.traces.endpoint", "http://c:4318");
        assertThatThrownBy(this::read).hasMessageContaining("must be an address that begins with https://, since");
        keys.put("sync.traces.endpoint", "http://127.0.0.1:4318");
        assertThat(read()).isPresent();
    }

    private Optional<CollectorKeys> read() {
        return CollectorKeys.of(Settings.of(key -> Optional.ofNullable(keys.get(key))));
    }
}
