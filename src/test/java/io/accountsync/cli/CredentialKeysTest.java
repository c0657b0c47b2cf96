package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.Settings;
import io.accountsync.salesforce.CredentialsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code config show} says of a login is what a run would log in with. */
class CredentialKeysTest {
    private static final String MASK = "********";

    @TempDir
    private Path directory;

    private final Map<String, String> set = new HashMap<>(Map.of(
            "salesforce.flow", "refresh-token",
            "salesforce.login-url", "https://login.salesforce.com"));

    @Test
    void theFileCountsWhereNoRefreshTokenIsSetWithItsLoginAddressAndItsApp() {
        write("https://acme.my.salesforce.com", "3MVG9file", "secretOfFile", "5AepOfFile");

        assertThat(shown())
                .containsEntry("salesforce.login-url", "https://acme.my.salesforce.com from " + file())
                .containsEntry("salesforce.client-id", MASK + " from " + file())
                .containsEntry("salesforce.client-secret", MASK + " from " + file())
                .containsEntry("salesforce.refresh-token", MASK + " from " + file())
                .containsEntry("salesforce.flow", "refresh-token from key");
    }

    @Test
    void aSecretThatIsSetWinsOverTheOneOfTheFile() {
        set.put("salesforce.client-secret", "secretOfKey");
        write("https://acme.my.salesforce.com", "3MVG9file", "secretOfFile", "5AepOfFile");

        assertThat(shown()).containsEntry("salesforce.client-secret", MASK + " from key");
    }

    @Test
    void anAppWithoutASecretHasNone() {
        write("https://acme.my.salesforce.com", "3MVG9file", null, "5AepOfFile");

        assertThat(shown()).doesNotContainKey("salesforce.client-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "salesforce.refresh-token, 5AepOfKey",
        "salesforce.flow, jwt",
        "salesforce.flow, client-credentials",
        "salesforce.client-id, 3MVG9another",
        "salesforce.login-url, https://test.salesforce.com",
    })
    void aFileThatARunWouldNotLogInWithIsNotShown(String key, String value) {
        set.put(key, value);
        write("https://acme.my.salesforce.com", "3MVG9file", "secretOfFile", "5AepOfFile");

        assertThat(shown()).allSatisfy((name, shown) -> assertThat(shown).endsWith(" from key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"refresh_token\": \"5AepOfFile\"}"})
    void aFileThatIsNotWholeLeavesTheKeysToBeShown(String content) throws IOException {
        write("https://acme.my.salesforce.com", "3MVG9file", "secretOfFile", "5AepOfFile");
        Files.writeString(directory.resolve("credentials.json"), content);

        assertThat(shown()).allSatisfy((name, shown) -> assertThat(shown).endsWith(" from key"));
    }

    @Test
    void keysAreInOrderWithThoseOfTheFileAmongThem() {
        write("https://acme.my.salesforce.com", "3MVG9file", "secretOfFile", "5AepOfFile");

        assertThat(CredentialKeys.over(keys(), settings()))
                .extracting(EffectiveKey::key)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private void write(String loginUrl, String clientId, String secret, String token) {
        CredentialsFile.of(settings())
                .write(new CredentialsFile.Content(loginUrl, "00D000000000001EAA", clientId, secret, token));
    }

    private Map<String, String> shown() {
        Map<String, String> shown = new HashMap<>();
        CredentialKeys.over(keys(), settings())
                .forEach(key -> shown.put(key.key(), key.value() + " from " + key.from()));
        assertThat(shown.toString()).doesNotContain("secretOf", "5Aep", "3MVG9");
        return shown;
    }

    /** The keys as they are set, as {@link EffectiveKey#all} has them. */
    private List<EffectiveKey> keys() {
        return set.entrySet().stream()
                .map(key -> new EffectiveKey(key.getKey(), EffectiveKey.masked(key.getKey(), key.getValue()), "key"))
                .toList();
    }

    private Settings settings() {
        set.put("state.directory", directory.toString());
        return Settings.of(key -> Optional.ofNullable(set.get(key)));
    }

    private String file() {
        return "file " + directory.resolve("credentials.json");
    }
}
