package io.accountsync.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.Finding;
import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCheckTest {
    @Test
    void theDefaultsHaveNoMistake() {
        assertThat(mistakes(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sync.alert.slack.url | http://hooks.example/hunter2 | must be an address that begins with https://",
                "sync.alert.slack.url | hunter2 | must be an address that begins with https://",
                "sync.alert.teams.url | https://acme.webhook.office.com/webhookb2/hunter2 | which Microsoft has retired",
                "sync.alert.pagerduty.routing-key | hunter2 | 32 letters and digits",
                "sync.alert.pagerduty.url | ftp://hunter2 | must be an address that begins with https://",
                "sync.alert.mail.to | hunter2@example.com | and sync.alert.mail.host is not: name the mail server",
                "sync.alert.mail.host | smtp://hunter2 | must be the name of a host alone",
                "sync.alert.rejected | hunter2 | must be one or two percentages above 0 and up to 100",
                "sync.alert.rejected | 0% | must be one or two percentages above 0 and up to 100",
                "sync.alert.rejected | 10%,101% | must be one or two percentages above 0 and up to 100",
                "sync.alert.rejected | 1,2,3 | must be one or two percentages",
                "sync.alert.rejected | 50%,10% | has a warning that is above critical",
                "sync.alert.rows-deviation | NaN | must be one or two percentages",
                "sync.alert.rows-runs | 4 | must be a whole number from 5",
                "sync.alert.duration | 3h,1h | has a warning that is above critical",
                "sync.alert.duration | -5m | must be one or two durations",
                "sync.accounts.alert.duration | soon | must be one or two durations",
                "sync.alert.staleness | 0 | must be one or two durations",
                "salesforce.idle-expiry | hunter2 | must be a duration",
            })
    void aMistakeIsNamedByItsKeyAndWithoutItsValue(String key, String value, String sentence) {
        assertThat(mistakes(Map.of(key, value)))
                .anySatisfy(mistake -> assertThat(mistake).contains(key, sentence));
        assertThat(mistakes(Map.of(key, value))).noneMatch(mistake -> mistake.contains("hunter2"));
    }

    @Test
    void mailsNeedSenderRecipientsAndALoginThatIsWhole() {
        assertThat(mistakes(Map.of(
                        "sync.alert.mail.host", "smtp.example.com",
                        "sync.alert.mail.to", "not an address",
                        "sync.alert.mail.port", "70000",
                        "sync.alert.mail.tls", "none",
                        "sync.alert.mail.username", "u")))
                .anySatisfy(mistake -> assertThat(mistake).contains("sync.alert.mail.from is not set"))
                .anySatisfy(mistake -> assertThat(mistake).contains("sync.alert.mail.to must be mail addresses"))
                .anySatisfy(mistake -> assertThat(mistake).contains("sync.alert.mail.port must be a number"))
                .anySatisfy(mistake -> assertThat(mistake).contains("none is good for this machine only"))
                .anySatisfy(mistake -> assertThat(mistake).contains("is set without sync.alert.mail.password"));
    }

    /** Else what follows would be a header of its own, such as another recipient. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ops@example.com,\nBcc: eve@example.com",
                "ops@example.com\r\n",
                "ops@example.com%0aBcc:eve@example.com",
                "ops@example.com%0D%0A",
                "ops@example.com\u2028x",
                "ops\u0000@example.com"
            })
    void aLineBreakInAnAddressOfMailsIsRefused(String address) {
        for (String key : List.of("sync.alert.mail.to", "sync.alert.mail.from")) {
            List<String> found = mistakes(Map.of("sync.alert.mail.host", "smtp.example.com", key, address + "z"));

            assertThat(found)
                    .anySatisfy(
                            mistake -> assertThat(mistake).contains(key + " has a line break", "Write it in one line"))
                    .noneMatch(mistake -> mistake.contains("example.com"));
        }
    }

    @Test
    void aThresholdMayHaveOneSideOrNone() {
        Threshold critical = Threshold.percent(settings(Map.of("k", ",50%")), "k", 100);
        assertThat(critical.level(49)).isEqualTo(AlertLevel.OK);
        assertThat(critical.level(50)).isEqualTo(AlertLevel.CRITICAL);
        Threshold warning = Threshold.duration(settings(Map.of("k", "1h30m")), "k");
        assertThat(warning.level(5_400_000)).isEqualTo(AlertLevel.WARNING);
        assertThat(warning.level(Double.MAX_VALUE)).isEqualTo(AlertLevel.WARNING);
        assertThat(Threshold.percent(settings(Map.of("k", "off")), "k", 100).isNone())
                .isTrue();
        assertThat(Threshold.percent(settings(Map.of()), "k", 100).isNone()).isTrue();
    }

    private static List<String> mistakes(Map<String, String> keys) {
        return AlertCheck.mistakes(settings(keys), List.of("accounts")).stream()
                .map(Finding::text)
                .toList();
    }

    private static Settings settings(Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(PackedKeys.defaults());
        all.putAll(keys);
        return Settings.of(key -> Optional.ofNullable(all.get(key)));
    }
}
