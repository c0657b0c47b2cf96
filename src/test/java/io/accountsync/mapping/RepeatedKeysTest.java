package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

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
        assertThat(found("a: 1\na: 2\nb: [ { c: 1, c: 2 } ]\na: 3\n")).hasSize(3);
    }

    @Test
    void theSameKeyInTwoPlacesIsFine() {
        assertThat(found("- a: { x: 1 }\n- a: { x: 1 }\n")).isEmpty();
    }

    @Test
    void thePackedSampleIsFine() throws IOException {
        assertThat(found(Files.readString(Path.of("routes/accounts.camel.yaml"))))
                .isEmpty();
    }

    private static void refused(String yaml, String message) {
        assertThat(found(yaml)).containsExactly(message);
    }

    private static List<String> found(String yaml) {
        Node root =
                new Compose(LoadSettings.builder().build()).composeString(yaml).orElseThrow();
        return RepeatedKeys.in(TestMapping.FILE, root).stream()
                .map(Finding::text)
                .toList();
    }
}
