package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.accountsync.config.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A key that appears twice in a sync file. */
class RepeatedKeysTest {
    @Test
    void aFieldThatStandsTwiceIsNamedWithBothLines() {
        refused(
                """
                - beans:
                    - name: accounts
                      properties:
                        fields:
                          Name: "${body[name]}"
                          Phone: "${body[phone]}"
                          Name: "${body[company]}"
                """,
                "routes/accounts.camel.yaml, line 7: Name is in line 5 already; keep one of them.");
    }

    @Test
    void aRuleThatStandsTwiceIsNamed() {
        refused(
                """
                fields[Name]: { value: a }
                fields[Name]: { value: b }
                """,
                "routes/accounts.camel.yaml, line 2: fields[Name] is in line 1 already; keep one of them.");
    }

    @Test
    void sourceValuesThatCamelCannotTellApartAreNamed() {
        refused(
                """
                translate:
                  A1: One
                  A-1: Two
                """,
                "routes/accounts.camel.yaml, line 3: A-1 is in line 2 already; keep one of them.");
    }

    @Test
    void allOfThemAreNamed() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> refuse("a: 1\na: 2\nb: [ { c: 1, c: 2 } ]\na: 3\n"))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3));
    }

    @Test
    void theSameKeyInTwoPlacesIsFine() {
        assertThatNoException().isThrownBy(() -> refuse("- a: { x: 1 }\n- a: { x: 1 }\n"));
        assertThatNoException().isThrownBy(() -> refuse(""));
    }

    @Test
    void thePackedSampleIsFine() {
        Path sample = Path.of("routes/accounts.camel.yaml");
        assertThatNoException().isThrownBy(() -> RepeatedKeys.refuse(sample.toString(), Files.newInputStream(sample)));
    }

    private static void refused(String yaml, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> refuse(yaml))
                .withMessage(message);
    }

    private static void refuse(String yaml) {
        RepeatedKeys.refuse(TestMapping.FILE, new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
