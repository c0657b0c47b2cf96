package io.accountsync.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** A secret that Camel could not get from a vault, as Camel reports it. */
public final class VaultError {
    private static final Pattern SECRET =
            Pattern.compile("Error getting secret from vault using key: (\\S+)(?: due to: (.*))?");
    private static final Pattern LOGIN = Pattern.compile("Using the (.*) Properties Function requires setting");

    private VaultError() {}

    /** What to do about it, as a sentence; empty when the error is about something else. */
    public static Optional<String> in(Throwable error) {
        return Causes.message(error, SECRET)
                .map(secret -> "The secret " + secret.group(1) + " could not be read from its vault: "
                        + Sentence.closed(Sentence.open(secret.group(2)).replaceFirst(" \\(Service: .*", ""))
                        + " Correct its name, or the rights and keys of camel.vault; is the vault running?")
                .or(() -> Causes.message(error, LOGIN)
                        .map(login -> Sentence.closed("There is no login for the vault " + login.group(1))
                                + " Set the keys that begin with camel.vault."));
    }
}
