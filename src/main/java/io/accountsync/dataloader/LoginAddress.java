package io.accountsync.dataloader;

import java.net.URI;
import java.util.Optional;

/**
 * Where a process logs in. Several settings say it: sfdc.endpoint of old, sfdc.oauth.environment, and an endpoint for each
 * environment.
 *
 * @param url without a path
 * @param isSandbox whether it is one for sure
 * @param from the setting that counts, for a comment
 */
record LoginAddress(String url, boolean isSandbox, String from) {
    private static final String PRODUCTION = "https://login.salesforce.com";
    private static final String SANDBOX = "https://test.salesforce.com";

    static LoginAddress of(LoaderProcess process) {
        Optional<Setting> legacy = process.find("sfdc.endpoint");
        boolean isSandbox = process.text("sfdc.oauth.environment").equalsIgnoreCase("Sandbox")
                || legacy.filter(setting -> setting.value().contains("test.salesforce.com"))
                        .isPresent();
        Optional<Setting> ofEnvironment = process.find("sfdc.endpoint." + (isSandbox ? "Sandbox" : "Production"));
        Optional<Setting> counts = legacy.filter(
                        setting -> !isSandbox || !hostOf(setting.value()).equals(PRODUCTION))
                .or(() -> ofEnvironment);
        String url = counts.map(setting -> hostOf(setting.value())).orElse(isSandbox ? SANDBOX : PRODUCTION);
        return new LoginAddress(
                url,
                isSandbox || url.endsWith(".sandbox.my.salesforce.com"),
                counts.map(Setting::place).orElse("where Data Loader logs in when nothing else is said"));
    }

    boolean isProduction() {
        return url.equals(PRODUCTION) && !isSandbox;
    }

    /** Older endpoints have the path of the SOAP API behind them, and the address of the web site. */
    private static String hostOf(String endpoint) {
        try {
            URI uri = URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
            if (uri.getHost() == null || uri.getHost().equals("www.salesforce.com")) {
                return PRODUCTION;
            }
            return "https://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return PRODUCTION;
        }
    }
}
