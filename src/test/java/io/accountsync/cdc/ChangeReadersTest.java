package io.accountsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import org.junit.jupiter.api.Test;

class ChangeReadersTest {
    private final ClassLoader own = getClass().getClassLoader();

    @Test
    void withoutDebeziumItIsSaidHowToGetIt() {
        assertThatThrownBy(() -> ChangeReaders.ofPostgres(ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("account-sync add io.debezium:debezium-embedded:3.6.1.Final");
    }

    @Test
    void whatNeedsDebeziumIsLoadedBesideItsJars() {
        ChangeReader reader = ChangeReaders.load(ChangeReaders.beside(own), own);
        assertThat(reader.getClass().getClassLoader()).isNotSameAs(own);
        assertThat(ChangeReaders.ofPostgres(own).getClass().getClassLoader()).isSameAs(own);
        reader.close();
    }
}
