package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console has of sync files; it needs no login. */
class LookingRuntimeTest {
    @TempDir
    private Path routes;

    @BeforeAll
    static void source() {
        System.setProperty("source.url", "jdbc:sqlite::memory:");
    }

    @AfterAll
    static void restore() {
        System.clearProperty("source.url");
    }

    @Test
    void aFileThatCannotBeReadHidesNoOtherSyncAndIsNamed() throws Exception {
        Files.copy(Path.of("routes/accounts.camel.yaml"), routes.resolve("accounts.camel.yaml"));
        Files.writeString(routes.resolve("broken.camel.yaml"), "- route: [a\nb: c\n");

        try (LookingRuntime looking = LookingRuntime.start(routes)) {
            assertThat(looking.engine()).as("%s", looking.mistakes()).isNotNull();
            assertThat(looking.engine().syncNames()).containsExactly("accounts");
            assertThat(looking.mistakes().ofNoSync())
                    .singleElement()
                    .asString()
                    .contains("broken.camel.yaml", "expected ',' or ']'")
                    .doesNotContain("but got.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cursor: updated_at               | cursorr: updated_at                        | cursorr
                    object: Account                  | object: Account\\n        batchSize: many    | batchSize
                    Name: "${body[company_name]}"    | Name: "${bod[company_name]}"               | Name
                    mapping.SyncDefinition           | mapping.SyncDefinitionn                    | SyncDefinitionn
                    externalId: Customer_Id__c       | externalId: Customer_Id                    | Customer_Id
                    uri: sql                         | uri: sqll                                  | sqll
                    """)
    void aMistakeThatIsFoundLaterIsShownWithItsSyncAndHidesNoOther(String right, String wrong, String named)
            throws Exception {
        String accounts = Files.readString(Path.of("routes/accounts.camel.yaml"));
        Files.writeString(routes.resolve("accounts.camel.yaml"), accounts);
        String odd = accounts.replaceAll("accounts\\b", "odd").replace(right, wrong.replace("\\n", "\n"));
        assertThat(odd).isNotEqualTo(accounts.replaceAll("accounts\\b", "odd"));
        Files.writeString(routes.resolve("odd.camel.yaml"), odd);

        try (LookingRuntime looking = LookingRuntime.start(routes)) {
            assertThat(looking.mistakes().ofNoSync()).isEmpty();
            assertThat(looking.mistakes().bySync()).containsOnlyKeys("odd");
            assertThat(looking.mistakes().bySync().get("odd"))
                    .anySatisfy(sentence -> assertThat(sentence).contains("odd.camel.yaml", named));
            assertThat(looking.engine().syncs().get("accounts").mapping().shown())
                    .isNotEmpty();
            assertThat(looking.engine().syncs().schedule("accounts")).isPresent();
        }
    }
}
