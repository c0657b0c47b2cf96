package io.accountsync.source.jdbc;

import java.util.Map;
import java.util.Optional;

/**
 * SQLite: a file, read in this process, row by row. Its timestamps are texts as a rule: bound as a number, a cursor would be
 * above or below all of them.
 *
 * @see <a href="https://www.sqlite.org/c3ref/step.html">sqlite3_step</a>
 */
final class SqliteProfile extends JdbcProfile {
    /** Numbers of a column of times: seconds since 1970, or with a fraction Julian days, as its own functions take them. */
    private static final String TIMES = "case when typeof(%1$s) = 'integer' then strftime('FORM', %1$s, 'unixepoch') "
            + "else strftime('FORM', %1$s) end";

    private static final String MOMENT = TIMES.replace("FORM", "%%Y-%%m-%%dT%%H:%%M:%%SZ");
    private static final String DAY = TIMES.replace("FORM", "%%Y-%%m-%%d");

    private static final Casts CASTS = Casts.standard()
            .ofTypesOfValues()
            .with(SqlKind.OTHER, CastTarget.TEXT, "cast(%1$s as text)")
            .with(SqlKind.BYTES, CastTarget.TEXT, "hex(%1$s)")
            .with(SqlKind.NUMBER, CastTarget.NUMBER, "case when abs(%1$s) < 9e999 then %1$s end")
            .with(SqlKind.NUMBER, CastTarget.DATE_TIME, MOMENT)
            .with(SqlKind.NUMBER, CastTarget.DATE, DAY)
            .with(SqlKind.TIMESTAMP, CastTarget.DATE_TIME, MOMENT)
            .with(SqlKind.TIMESTAMP, CastTarget.DATE, DAY)
            .with(SqlKind.DATE, CastTarget.DATE_TIME, MOMENT)
            .with(SqlKind.DATE, CastTarget.DATE, DAY);

    SqliteProfile() {
        super("sqlite", "SQLite", null);
    }

    @Override
    public boolean isInTheJar() {
        return true;
    }

    @Override
    Map<String, String> identifying(String user) {
        return Map.of("date_class", "TEXT");
    }

    @Override
    public Optional<String> time() {
        return Optional.empty();
    }

    /** It keeps whatever bytes it is given for a text. */
    @Override
    public Optional<String> remedyOfBrokenText(String column) {
        return Optional.of("write it at the source in UTF-8 (hex(" + column + ") shows the bytes)");
    }

    @Override
    public Casts casts() {
        return CASTS;
    }
}
