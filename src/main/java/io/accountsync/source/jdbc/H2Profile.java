package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.util.Optional;

/**
 * H2: in this process, or a server. It writes a large result to a file before the first row, so that memory does not grow with
 * it; its server sends a hundred rows at a time.
 *
 * @see <a href="https://h2database.com/html/advanced.html#result_sets">Result sets: large result sets and external sorting</a>
 */
final class H2Profile extends JdbcProfile {
    H2Profile() {
        super("h2", "H2", "com.h2database:h2:2.4.240");
    }

    @Override
    public Optional<String> tlsDoubt(JdbcUrl url) {
        return url.isLocal() || !url.text().regionMatches(true, 0, "jdbc:h2:tcp:", 0, 12)
                ? Optional.empty()
                : Optional.of("has no TLS; write jdbc:h2:ssl: instead of jdbc:h2:tcp:");
    }

    @Override
    public Optional<String> time() {
        return Optional.of("select extract(epoch from current_timestamp) * 1000");
    }
}
