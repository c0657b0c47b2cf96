package io.accountsync.console;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.SecureAddress;
import io.accountsync.config.Settings;
import io.accountsync.run.steps.Engine;
import io.accountsync.salesforce.CredentialsFile;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a record can be seen in Salesforce: by https, or in this machine. */
final class RecordLinks {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{15}|[A-Za-z0-9]{18}");

    /** Where everybody logs in: no record is there. */
    private static final Pattern COMMON_LOGIN = Pattern.compile("(login|test)\\.salesforce\\.com");

    private final ConsoleProcess process;

    RecordLinks(ConsoleProcess process) {
        this.process = process;
    }

    /** The address of a record; null where the org's is not known, or the id is none. */
    String to(String salesforceId) {
        return salesforceId == null || !ID.matcher(salesforceId).matches()
                ? null
                : org().map(address -> address.resolve("/" + salesforceId).toString())
                        .orElse(null);
    }

    private Optional<URI> org() {
        Settings settings = process.settings();
        return process.knownSyncs()
                .flatMap(Engine::orgAddress)
                .or(() -> settings.text("salesforce.instance-url"))
                .or(this::ofLogin)
                .flatMap(SecureAddress::parse);
    }

    private Optional<String> ofLogin() {
        return credentials()
                .or(() -> process.settings().text("salesforce.login-url"))
                .flatMap(SecureAddress::parse)
                .filter(address -> !COMMON_LOGIN.matcher(address.getHost()).matches())
                .map(URI::toString);
    }

    private Optional<String> credentials() {
        try {
            return CredentialsFile.of(process.settings()).read().map(CredentialsFile.Content::loginUrl);
        } catch (ConfigurationException e) {
            // Whoever logs in with it says what is wrong.
            return Optional.empty();
        }
    }
}
