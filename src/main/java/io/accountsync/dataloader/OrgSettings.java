package io.accountsync.dataloader;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The settings that concern the org as a whole: an account-sync logs in to one. */
final class OrgSettings {
    private final ImportedKeys keys;
    private final Leftovers leftovers;
    private LoginAddress address;
    private String user;

    OrgSettings(ImportedKeys keys, Leftovers leftovers) {
        this.keys = keys;
        this.leftovers = leftovers;
    }

    /** Why a process cannot go with those before it; empty when it can. */
    Optional<String> other(LoaderProcess process) {
        return address == null || address.url().equals(LoginAddress.of(process).url())
                ? Optional.empty()
                : Optional.of(
                        "it logs in at another address (sfdc.endpoint) than the processes before it, so that its org is "
                                + "another one. Import it by itself, into another directory: --process NAME --to DIRECTORY");
    }

    /** Takes over what a process says of the org. */
    void add(LoaderProcess process) {
        address = LoginAddress.of(process);
        if (!address.isProduction()) {
            keys.set("salesforce.login-url", address.url(), address.from());
        }
        if (address.isProduction() || address.isSandbox()) {
            keys.set("salesforce.expect", address.isSandbox() ? "sandbox" : "production", address.from());
        }
        sameUser(process);
        proxy(process);
        process.find("sfdc.duplicateRule.allowSave")
                .or(() -> process.find("pilot.sfdc.duplicateRule.allowSave"))
                .filter(Setting::isTrue)
                .ifPresent(setting -> keys.set("salesforce.duplicate-rules", "allow-alerts", setting.place()));
    }

    private void sameUser(LoaderProcess process) {
        process.find("sfdc.username").ifPresent(setting -> {
            if (user != null && !user.equalsIgnoreCase(setting.value())) {
                leftovers.add(
                        setting,
                        "another user than that of the processes before it. Where the user is of another org, "
                                + "import the process by itself, into another directory: --process NAME --to DIRECTORY");
            }
            user = user == null ? setting.value() : user;
        });
    }

    private void proxy(LoaderProcess process) {
        for (String part : List.of("Host", "Port")) {
            String key = "camel.component.salesforce.http-proxy-" + part.toLowerCase(Locale.ROOT);
            process.find("sfdc.proxy" + part)
                    .filter(setting -> !keys.set(key, setting.value(), setting.place()))
                    .ifPresent(setting -> leftovers.add(
                            setting, "another proxy than that of the processes before it, which counts for all"));
        }
    }
}
