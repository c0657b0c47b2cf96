package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.salesforce.CredentialsFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a login that come from the credentials file, which counts where no refresh token is set. */
final class CredentialKeys {
    private CredentialKeys() {}

    /** These keys with what counts in the place of what does not. */
    static List<EffectiveKey> over(List<EffectiveKey> keys, Settings settings) {
        boolean byFile = settings.text("salesforce.flow")
                        .filter("refresh-token"::equalsIgnoreCase)
                        .isPresent()
                && settings.text("salesforce.refresh-token").isEmpty();
        return byFile
                ? file(settings).map(content -> over(keys, settings, content)).orElse(keys)
                : keys;
    }

    private static Optional<CredentialsFile.Content> file(Settings settings) {
        try {
            Optional<CredentialsFile.Content> content =
                    CredentialsFile.of(settings).read();
            content.ifPresent(file -> file.requireFits(settings));
            return content;
        } catch (ConfigurationException e) {
            // Whatever needs it reports what is wrong with it, or that it is about another app or org than the keys.
            return Optional.empty();
        }
    }

    private static List<EffectiveKey> over(
            List<EffectiveKey> keys, Settings settings, CredentialsFile.Content content) {
        Map<String, EffectiveKey> all = new LinkedHashMap<>();
        keys.forEach(key -> all.put(key.key(), key));
        String from = "file " + CredentialsFile.of(settings).path();
        put(all, "salesforce.login-url", content.loginUrl(), from);
        put(all, "salesforce.client-id", content.clientId(), from);
        put(all, "salesforce.refresh-token", content.refreshToken(), from);
        if (settings.text("salesforce.client-secret").isEmpty() && content.clientSecret() != null) {
            put(all, "salesforce.client-secret", content.clientSecret(), from);
        }
        List<EffectiveKey> sorted = new ArrayList<>(all.values());
        sorted.sort((one, other) -> one.key().compareTo(other.key()));
        return sorted;
    }

    private static void put(Map<String, EffectiveKey> all, String key, String value, String from) {
        all.put(key, new EffectiveKey(key, EffectiveKey.masked(key, value), from));
    }
}
