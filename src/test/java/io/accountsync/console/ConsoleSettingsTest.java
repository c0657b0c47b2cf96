package io.accountsync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleSettingsTest {
    private final Map<String, String> keys = new HashMap<>(PackedKeys.defaults());

    @Test
    void byDefaultItIsOnThisMachineAloneAndNobodySignsIn() {
        ConsoleSettings settings = read();
        assertThat(settings.isEnabled()).isTrue();
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(9877);
        assertThat(settings.signInToken()).isEmpty();
    }

    @Test
    void tokenThatCanBeGuessedIsRefusedWithoutSayingIt() {
        keys.put("console.token", "s3cret");
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("console.token is shorter than 16 characters")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void variableThatAClusterSetsForAServiceOfThatNameIsNoPort() {
        keys.put("console.port", "tcp://10.0.0.1:80");
        assertThatThrownBy(this::read).hasMessageContaining("console.port must be a whole number");
    }

    @Test
    void namesAreSeparatedByCommas() {
        keys.put("console.names", " Sync.Acme.Example , other ");
        assertThat(read().names()).isEqualTo(List.of("sync.acme.example", "other"));
    }

    private ConsoleSettings read() {
        return ConsoleSettings.of(Settings.of(key -> Optional.ofNullable(keys.get(key))));
    }
}
