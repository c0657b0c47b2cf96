package io.accountsync.source.jdbc;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * DuckDB: a file, read in this process. It makes a whole result before the first row unless it is told to stream.
 *
 * @see <a href="https://duckdb.org/docs/stable/clients/java">Java client: streaming results</a>
 */
final class DuckDbProfile extends JdbcProfile {
    private static final Casts CASTS = Casts.standard()
            .with(SqlKind.BYTES, CastTarget.TEXT, "to_base64(%1$s)")
            .with(SqlKind.LIST, CastTarget.TEXT, "array_to_string(%1$s, '; ')")
            .with(SqlKind.BITS, CastTarget.NUMBER, "cast(%1$s as bigint)")
            .withSecondsOfTimes()
            .with(SqlKind.NUMBER, CastTarget.NUMBER, "case when isfinite(%1$s) then %1$s end")
            .with(SqlKind.NUMBER, CastTarget.DATE_TIME, "to_timestamp(%1$s)")
            .with(SqlKind.NUMBER, CastTarget.DATE, "to_timestamp(%1$s)");

    DuckDbProfile() {
        super("duckdb", "DuckDB", "org.duckdb:duckdb_jdbc:1.5.6.0");
    }

    /** For whoever writes, too: connections to one file from one process must all be alike. */
    @Override
    Map<String, String> identifying(String user) {
        return Map.of("jdbc_stream_results", "true");
    }

    /**
     * A parameter is a time of the process's zone; a column with a time zone is compared with it by the zone of the session, which
     * is the machine's otherwise.
     */
    @Override
    public Optional<String> beginning(Optional<ZoneId> chosen) {
        ZoneId zone = ZoneId.systemDefault().normalized();
        return zone instanceof ZoneOffset offset && offset.getTotalSeconds() != 0
                ? Optional.empty()
                : Optional.of("set TimeZone = '" + processZone() + "'");
    }

    @Override
    public Optional<String> time() {
        return Optional.empty();
    }

    @Override
    public Casts casts() {
        return CASTS;
    }

    /** Its driver shows a moment in the zone of the session, and the database keeps none. */
    @Override
    public boolean keepsOffsets() {
        return false;
    }
}
