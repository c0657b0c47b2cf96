package io.accountsync.config;

import java.util.Arrays;
import java.util.Optional;
import org.postgresql.util.GT;

/** How drivers say that a server offers no TLS, where the URL or account-sync asks for it. */
enum TlsRefusal {
    /** Said in the language of the process. */
    POSTGRESQL(GT.tr("The server does not support SSL."), "sslmode=disable"),
    MYSQL("SSL Connection required, but not ", "sslMode=DISABLED"),
    MARIADB("ssl not enabled in the server", "sslMode=disable");

    private final String message;
    private final String off;

    TlsRefusal(String message, String off) {
        this.message = message;
        this.off = off;
    }

    /** The reason with the remedy, without full stop, to stand behind a colon; empty when the error is about something else. */
    static Optional<String> reason(Throwable error) {
        return Arrays.stream(values())
                .filter(refusal -> Causes.any(
                        error, cause -> String.valueOf(cause.getMessage()).contains(refusal.message)))
                .findFirst()
                .map(refusal ->
                        "its server offers no TLS, without which passwords and rows could be read on the way. Turn it on "
                                + "there, or add " + refusal.off
                                + " to the URL where the network is as safe as this machine");
    }
}
