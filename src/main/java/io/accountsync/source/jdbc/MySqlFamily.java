package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** What MySQL and MariaDB have in common. Their transactions see one moment by default (repeatable read). */
abstract class MySqlFamily extends JdbcProfile {
    /** Seconds since 1970 as a text in UTC, since what the server makes of them is in the zone of the session. */
    private static final String MOMENT =
            "date_format(timestampadd(second, %1$s, '1970-01-01'), '%%Y-%%m-%%dT%%H:%%i:%%sZ')";

    /** A date of which a part is zero is none, and neither is one of the year 0. */
    private static final String WHOLE = "case when year(%1$s) > 0 and month(%1$s) > 0 and day(%1$s) > 0 then %1$s end";

    private static final String SECONDS = "timestampdiff(second, '1970-01-01', %1$s)";
    private static final String YES_OR_NO = "case when %1$s <> 0 then 1 when %1$s = 0 then 0 end";

    private static final Casts CASTS = Casts.standard()
            .quotedBy("`")
            .with(SqlKind.OTHER, CastTarget.TEXT, "cast(%1$s as char)")
            .with(SqlKind.BYTES, CastTarget.TEXT, "to_base64(%1$s)")
            .with(SqlKind.SHAPE, CastTarget.TEXT, "st_astext(%1$s)")
            .with(SqlKind.BITS, CastTarget.TEXT, "bin(%1$s)")
            .with(SqlKind.BITS, CastTarget.NUMBER, "%1$s + 0")
            .with(SqlKind.BITS, CastTarget.CHECKBOX, YES_OR_NO)
            .with(SqlKind.CHECKBOX, CastTarget.CHECKBOX, YES_OR_NO)
            .with(SqlKind.YEAR, CastTarget.DATE, "makedate(%1$s, 1)")
            .with(SqlKind.YEAR, CastTarget.DATE_TIME, "makedate(%1$s, 1)")
            .with(SqlKind.DATE, CastTarget.NUMBER, SECONDS)
            .with(SqlKind.TIMESTAMP, CastTarget.NUMBER, SECONDS)
            .with(SqlKind.TIME, CastTarget.NUMBER, "time_to_sec(%1$s)")
            .with(SqlKind.NUMBER, CastTarget.DATE_TIME, MOMENT)
            .with(SqlKind.NUMBER, CastTarget.DATE, MOMENT)
            .with(SqlKind.DATE, CastTarget.DATE, WHOLE)
            .with(SqlKind.DATE, CastTarget.DATE_TIME, WHOLE)
            .with(SqlKind.TIMESTAMP, CastTarget.DATE, WHOLE)
            .with(SqlKind.TIMESTAMP, CastTarget.DATE_TIME, WHOLE)
            .with(
                    SqlKind.TIME,
                    CastTarget.TIME,
                    "case when %1$s between '00:00:00' and '23:59:59.999999' then %1$s end");

    private final String strictest;

    /** @param strictest value of sslMode by which the server must prove its name */
    MySqlFamily(String name, String title, String artifact, String strictest) {
        super(name, title, artifact);
        this.strictest = strictest;
    }

    @Override
    Map<String, String> tls(JdbcUrl url) {
        return url.isLocal() || isChosen(url) ? Map.of() : Map.of("sslMode", strictest);
    }

    @Override
    public Optional<String> tlsDoubt(JdbcUrl url) {
        boolean isStrict = !isChosen(url)
                || url.option("sslMode").filter(strictest::equalsIgnoreCase).isPresent();
        return url.isLocal() || isStrict
                ? Optional.empty()
                : Optional.of(
                        "does not ask the server to prove that it is the one it is taken for, or allows a connection "
                                + "without TLS; set sslMode=" + strictest + " in it, and take useSSL out");
    }

    private static boolean isChosen(JdbcUrl url) {
        return url.has("sslMode") || url.has("useSSL") || url.has("requireSSL");
    }

    @Override
    public boolean readsInTransaction() {
        return true;
    }

    /**
     * Columns of type timestamp are shown in the zone of the session, which is the server's own otherwise. A server that knows
     * no names of zones goes on as it is.
     */
    @Override
    public Optional<String> beginning(Optional<ZoneId> chosen) {
        ZoneId zone = chosen.orElseGet(ZoneId::systemDefault).normalized();
        if (zone instanceof ZoneOffset offset) {
            return Optional.of("set time_zone = '" + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId()) + "'");
        }
        return Optional.of("set time_zone = if(convert_tz('2000-01-01 00:00:00', '+00:00', '" + zone.getId()
                + "') is null, @@session.time_zone, '" + zone.getId() + "')");
    }

    @Override
    public Optional<String> time() {
        return Optional.of("select unix_timestamp(now(6)) * 1000");
    }

    @Override
    public Optional<String> wouldNotStream(Connection connection) throws SQLException {
        return hasFetchSize(connection)
                ? Optional.empty()
                : Optional.of("For " + title() + " set " + remedy() + " on it");
    }

    abstract String remedy();

    @Override
    public final boolean isMySql() {
        return true;
    }

    @Override
    public final Optional<String> remedyOfBrokenText(String column) {
        return Optional.of(
                "correct it at the source (hex(" + column + ") shows the bytes), or read it in the source query in the "
                        + "encoding that it has, as with convert(cast(" + column + " as binary) using latin1)");
    }

    @Override
    public final Casts casts() {
        return CASTS;
    }
}
