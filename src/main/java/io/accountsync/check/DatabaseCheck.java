package io.accountsync.check;

import io.accountsync.config.Finding;
import io.accountsync.config.Settings;
import io.accountsync.config.jdbc.JdbcUrl;
import io.accountsync.config.jdbc.PostgresTls;
import io.accountsync.source.jdbc.JdbcProfiles;
import java.util.ArrayList;
import java.util.List;

/** Looks at the URLs of source and state, without asking either. */
final class DatabaseCheck {
    private static final String SOURCE = "source.url";
    private static final String STATE = "state.url";

    private DatabaseCheck() {}

    /** What is doubtful about them. */
    static List<Finding> examine(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        settings.text(SOURCE).map(JdbcUrl::new).ifPresent(url -> {
            JdbcProfiles.orUnknown(url).tlsDoubt(url).ifPresent(doubt -> findings.add(warning(SOURCE, doubt)));
            if (url.prefix().isPresent() && JdbcProfiles.of(url).isEmpty()) {
                findings.add(
                        warning(
                                SOURCE,
                                "begins with " + url.prefix().get()
                                        + ", a database that account-sync does not know: its driver is asked for "
                                        + "1,000 rows at a time, and may hold all of them in memory all the same; see docs/sources.md"));
            }
        });
        settings.text(STATE).flatMap(PostgresTls::doubt).ifPresent(doubt -> findings.add(warning(STATE, doubt)));
        return findings;
    }

    private static Finding warning(String key, String message) {
        return Finding.warning(Settings.PLACE, key, message);
    }
}
