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
    private static final Casts CASTS = Casts.standard()
            .with(SqlKind.BYTES, CastTarget.TEXT, "rawtohex(%1$s)")
            .withSecondsOfTimes()
            .with(
                    SqlKind.NUMBER,
                    CastTarget.NUMBER,
                    "case when %1$s not in ('NaN', 'Infinity', '-Infinity') then %1$s end")
            .with(
                    SqlKind.NUMBER,
                    CastTarget.DATE_TIME,
                    "dateadd(second, %1$s, timestamp with time zone '1970-01-01 00:00:00+00')")
            .with(
                    SqlKind.NUMBER,
                    CastTarget.DATE,
                    "dateadd(second, %1$s, timestamp with time zone '1970-01-01 00:00:00+00')");

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

    /** It runs in this process, or hands over text: the text of its values is its own. */
    @Override
    public boolean showsObjects() {
        return true;
    }

    @Override
    public Casts casts() {
        return CASTS;
    }
}
