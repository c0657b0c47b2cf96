package io.accountsync.salesforce;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a session is asked for; the key {@code salesforce.flow} chooses. */
public enum LoginFlow {
    /** With the refresh token of a user who once consented. */
    REFRESH_TOKEN("refresh-token"),
    /** With an assertion signed by the key of a certificate that the app knows. */
    JWT("jwt"),
    /** With the app's own key and secret; the app names the user. */
    CLIENT_CREDENTIALS("client-credentials");

    private final String word;

    LoginFlow(String word) {
        this.word = word;
    }

    /** As the key has it. */
    public String word() {
        return word;
    }

    /**
     * The flow that the settings choose.
     *
     * @throws ConfigurationException when they name none of these
     */
    static LoginFlow of(Settings settings) {
        String word = settings.required("salesforce.flow");
        return Arrays.stream(values())
                .filter(flow -> flow.word.equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("salesforce.flow must be one of "
                        + Arrays.stream(values()).map(LoginFlow::word).collect(Collectors.joining(", "))));
    }
}
