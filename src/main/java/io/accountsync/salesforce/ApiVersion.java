package io.accountsync.salesforce;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of the REST API, as the key {@code salesforce.api-version} has it. */
final class ApiVersion {
    private static final Pattern FORM = Pattern.compile("v?(\\d{2,3})(\\.0)?", Pattern.CASE_INSENSITIVE);

    private ApiVersion() {}

    /** Such as {@code 67.0}; people write {@code v67.0} and {@code 67}, too. */
    static String of(Settings settings) {
        Matcher matcher = FORM.matcher(settings.required("salesforce.api-version"));
        if (!matcher.matches()) {
            throw new ConfigurationException("salesforce.api-version must be a version such as 67.0.");
        }
        return matcher.group(1) + ".0";
    }
}
