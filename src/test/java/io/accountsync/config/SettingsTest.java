package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration keys, typed. */
class SettingsTest {
    private final Map<String, String> keys = new HashMap<>();
    private final Settings settings = Settings.of(key -> Optional.ofNullable(keys.get(key)));

    @Test
    void whiteSpaceAroundAValueDoesNotCount() {
        keys.put("salesforce.client-secret", " s3cret\r\n");
        assertThat(settings.required("salesforce.client-secret")).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n"})
    void aBlankValueIsAbsent(String value) {
        keys.put("source.url", value);
        assertThat(settings.text("source.url")).isEmpty();
        refused(
                () -> settings.required("source.url"),
                "source.url is not set. Set it in application.properties or as environment variable SOURCE_URL.");
    }

    @Test
    void aSyncsOwnKeyWins() {
        keys.put("sync.batch-size", "200");
        keys.put("sync.accounts.batch-size", "50");
        assertThat(settings.forSync("accounts").wholeNumber("sync.batch-size", 1, 200))
                .isEqualTo(50);
        assertThat(settings.forSync("contacts").wholeNumber("sync.batch-size", 1, 200))
                .isEqualTo(200);
        assertThat(settings.wholeNumber("sync.batch-size", 1, 200)).isEqualTo(200);
    }

    @Test
    void aSyncsOwnKeyThatIsBlankDoesNotWin() {
        keys.put("sync.batch-size", "200");
        keys.put("sync.accounts.batch-size", " ");
        assertThat(settings.forSync("accounts").required("sync.batch-size")).isEqualTo("200");
    }

    @Test
    void aSyncHasNoKeysOfItsOwnElsewhere() {
        keys.put("salesforce.client-id", "general");
        keys.put("sync.accounts.client-id", "own");
        keys.put("salesforce.accounts.client-id", "own");
        assertThat(settings.forSync("accounts").required("salesforce.client-id"))
                .isEqualTo("general");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "200, 200", "' 7 ', 7", "+5, 5"})
    void wholeNumbersWithinTheirBounds(String value, int number) {
        keys.put("sync.batch-size", value);
        assertThat(settings.wholeNumber("sync.batch-size", 1, 200)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "1.5", "many", "99999999999", "1 000"})
    void otherNumbersAreRefusedWithTheBounds(String value) {
        keys.put("sync.batch-size", value);
        refused(
                () -> settings.wholeNumber("sync.batch-size", 1, 200),
                "sync.batch-size must be a whole number from 1 to 200.");
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "500, PT0.5S",
        "250ms, PT0.25S",
        "30s, PT30S",
        "5m, PT5M",
        "5M, PT5M",
        "1h30m, PT1H30M",
        "1d, PT24H",
        "1h30m15s, PT1H30M15S",
        "2m500ms, PT2M0.5S"
    })
    void durations(String value, Duration duration) {
        keys.put("sync.overlap", value);
        assertThat(settings.duration("sync.overlap")).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "-5m",
                "-1",
                "5 m",
                "5x",
                "5 minutes",
                "1.5s",
                "m5",
                "5m3h",
                "PT5M",
                "5m5",
                "99999999999999999999"
            })
    void whatIsNoDurationIsRefusedAndNotTakenForZero(String value) {
        keys.put("sync.overlap", value);
        refused(() -> settings.duration("sync.overlap"), "sync.overlap must be a duration such as 30s, 5m or 1h.");
    }

    @Test
    void choicesIgnoreCase() {
        keys.put("sync.partial-when", "ANY");
        assertThat(settings.choice("sync.partial-when", "new", "any")).isEqualTo("any");
    }

    @Test
    void anotherWordIsRefusedWithTheChoices() {
        keys.put("sync.partial-when", "never");
        refused(() -> settings.choice("sync.partial-when", "new", "any"), "sync.partial-when must be one of new, any.");
    }

    @Test
    void flagsAreTrueOrFalse() {
        keys.put("salesforce.auto-assign", "True");
        assertThat(settings.flag("salesforce.auto-assign")).isTrue();
        keys.put("salesforce.auto-assign", "false");
        assertThat(settings.flag("salesforce.auto-assign")).isFalse();
        keys.put("salesforce.auto-assign", "yes");
        refused(() -> settings.flag("salesforce.auto-assign"), "salesforce.auto-assign must be one of true, false.");
    }

    @Test
    void environmentVariablesHaveUnderscores() {
        assertThat(Settings.environmentName("sync.accounts.batch-size")).isEqualTo("SYNC_ACCOUNTS_BATCH_SIZE");
    }

    @Test
    void camelsPropertiesAreTheSource() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("sync.overlap", "5m");
            context.getPropertiesComponent().addInitialProperty("sync.accounts.overlap", "{{sync.other}}");
            context.getPropertiesComponent().addInitialProperty("sync.other", "7m");
            Settings ofCamel = Settings.of(context);
            assertThat(ofCamel.duration("sync.overlap")).hasMinutes(5);
            assertThat(ofCamel.text("sync.nothing")).isEmpty();
            assertThat(ofCamel.forSync("accounts").duration("sync.overlap")).hasMinutes(7);
        }
    }

    private static void refused(ThrowingCallable action, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(action)
                .withMessage(message);
    }
}
