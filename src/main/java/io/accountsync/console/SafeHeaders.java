package io.accountsync.console;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What every answer tells a browser: run and load nothing but our own files, show us in no frame, keep nothing. */
final class SafeHeaders {
    private static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private SafeHeaders() {}

    static void addTo(HttpServerResponse response) {
        ALL.forEach(response::putHeader);
    }
}
