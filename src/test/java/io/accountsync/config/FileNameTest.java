package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A file whose name cannot be one is named by itself where nobody wrote it behind an option. */
class FileNameTest {
    @Test
    void aFileThatWasFoundIsNamedAndNoOption() {
        assertThatThrownBy(() -> FileName.found("gr\u00FCn\0.camel.yaml"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The file gr\u00FCn\\u0000.camel.yaml has a name whose letters the locale")
                .hasMessageContaining(ProcessCharset.REMEDY)
                .hasMessageNotContaining("--routes");
    }
}
