package io.accountsync.source.jdbc;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The expressions by which the query of one database makes of a column what a field takes. Each is tried by tests. */
public final class Casts {
    /** What most databases understand. %1$s is the column. */
    private static final Casts STANDARD = new Casts("\"", false, Map.of())
            .with(SqlKind.OTHER, CastTarget.TEXT, "cast(%1$s as varchar)")
            .with(SqlKind.CHECKBOX, CastTarget.NUMBER, "case when %1$s then 1 when not %1$s then 0 end")
            .with(SqlKind.NUMBER, CastTarget.CHECKBOX, "case when %1$s <> 0 then 1 when %1$s = 0 then 0 end")
            .with(SqlKind.DATE, CastTarget.DATE, "case when %1$s between '0001-01-01' and '9999-12-31' then %1$s end")
            .with(
                    SqlKind.DATE,
                    CastTarget.DATE_TIME,
                    "case when %1$s between '0001-01-01' and '9999-12-31' then %1$s end")
            .with(
                    SqlKind.TIMESTAMP,
                    CastTarget.DATE,
                    "case when %1$s between '0001-01-01' and '9999-12-31' then %1$s end")
            .with(
                    SqlKind.TIMESTAMP,
                    CastTarget.DATE_TIME,
                    "case when %1$s between '0001-01-01' and '9999-12-31' then %1$s end")
            .with(SqlKind.TIMESTAMP, CastTarget.TIME, "cast(%1$s as time)");

    private final String quote;
    private final boolean haveValuesTypes;
    private final Map<SqlKind, Map<CastTarget, String>> templates;

    private Casts(String quote, boolean haveValuesTypes, Map<SqlKind, Map<CastTarget, String>> templates) {
        this.quote = quote;
        this.haveValuesTypes = haveValuesTypes;
        this.templates = templates;
    }

    static Casts standard() {
        return STANDARD;
    }

    /** The same, but for names of columns in these quotes. */
    Casts quotedBy(String other) {
        return new Casts(other, haveValuesTypes, templates);
    }

    /** The same of a database where any column may hold values of any type. */
    Casts ofTypesOfValues() {
        return new Casts(quote, true, templates);
    }

    /** Whether each value has a type of its own, so that a text may be in a column of any type. */
    public boolean haveValuesTypes() {
        return haveValuesTypes;
    }

    /** The same with one more expression, or another one for these two. */
    Casts with(SqlKind kind, CastTarget target, String template) {
        Map<SqlKind, Map<CastTarget, String>> more = new EnumMap<>(SqlKind.class);
        templates.forEach((known, expressions) -> more.put(known, new EnumMap<>(expressions)));
        more.computeIfAbsent(kind, known -> new EnumMap<>(CastTarget.class)).put(target, template);
        return new Casts(quote, haveValuesTypes, more);
    }

    /** The same for a database that gives the seconds of times and intervals by {@code extract(epoch from ...)}. */
    Casts withSecondsOfTimes() {
        String seconds = "extract(epoch from %1$s)";
        return with(SqlKind.INTERVAL, CastTarget.NUMBER, seconds)
                .with(SqlKind.TIMESTAMP, CastTarget.NUMBER, seconds)
                .with(SqlKind.DATE, CastTarget.NUMBER, seconds)
                .with(SqlKind.TIME, CastTarget.NUMBER, seconds);
    }

    /** What makes a text of a column, whatever its type. */
    public String text(String typeName, String column) {
        return to(CastTarget.TEXT, typeName, column)
                .orElseGet(
                        () -> written(template(SqlKind.OTHER, CastTarget.TEXT).orElseThrow(), column));
    }

    /**
     * What makes this of a column.
     *
     * @param typeName as the database names it, in lower case
     * @return empty where nothing does
     */
    public Optional<String> to(CastTarget target, String typeName, String column) {
        return template(SqlKind.of(typeName), target).map(template -> written(template, column));
    }

    private Optional<String> template(SqlKind kind, CastTarget target) {
        return Optional.ofNullable(templates.getOrDefault(kind, Map.of()).get(target));
    }

    private String written(String template, String column) {
        return String.format(template, column.matches("\\w+") ? column : quote + column + quote);
    }
}
