package io.accountsync.state;

import io.accountsync.state.MatchFile.Line;
import io.accountsync.state.MatchFile.Match;
import io.accountsync.state.MatchFile.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads page by page what a {@link MatchFile} found out. */
final class MatchLines {
    private static final int MOST_MATCHES = 10;
    private static final int PAGE = 1000;

    private final ChangeFile file;

    MatchLines(ChangeFile file) {
        this.file = file;
    }

    /** External IDs of rows that are a group's only row, page by page: some of them may be in the org already. */
    void forEachCandidate(int page, Consumer<List<String>> use) {
        forEach("external_id", "match_group.rows = 1", page, use);
    }

    /** How many records there are of each status. */
    Map<Status, Long> counts() {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, file.with(db -> db.queryForObject("select count(*)" + where(status), Long.class)));
        }
        return counts;
    }

    /** What is to be reported of each record of a status, in the order in which they were added. */
    void forEach(Status status, Consumer<Line> use) {
        long[] last = {0};
        List<Line> lines;
        do {
            lines = file.with(db -> db.query(
                    "select n, id, vals, rule, match, coalesce(records, 1), coalesce(rows, 0)" + where(status)
                            + " and n > ? order by n limit " + PAGE,
                    (row, i) -> {
                        last[0] = row.getLong(1);
                        Integer rule = status == Status.NONE ? null : row.getInt(4);
                        return new Line(
                                status,
                                row.getString(2),
                                row.getString(3),
                                rule,
                                row.getLong(6),
                                row.getLong(7),
                                rule == null ? List.of() : List.of(new Match(row.getString(5), null)));
                    },
                    last[0]));
            lines.forEach(line -> use.accept(withMatches(line)));
        } while (lines.size() == PAGE);
    }

    /** The keys of rows that one record matches and no other row, page by page. */
    void forEachMatched(Consumer<List<String>> use) {
        forEach("record_key", "rows = 1 and records = 1 and claimed = 0", PAGE, use);
    }

    /** The keys of rows that several records match, or that share their records with other rows, page by page. */
    void forEachAmbiguous(Consumer<List<String>> use) {
        forEach("record_key", "(rows > 1 or rows = 1 and records > 1 and claimed = 0)", PAGE, use);
    }

    /** A column of the rows that are hits and for which the condition holds, in its order, page by page. */
    private void forEach(String column, String condition, int page, Consumer<List<String>> use) {
        String last = "";
        List<String> values;
        do {
            String after = last;
            values = file.with(db -> db.queryForList(
                    "select distinct hit." + column
                            + " from hit cross join match_group using (rule, match) cross join matched on"
                            + " matched.record_key = hit.record_key and matched.rule = hit.rule where " + condition
                            + " and hit." + column + " > ? order by hit." + column + " limit ?",
                    String.class,
                    after,
                    page));
            if (!values.isEmpty()) {
                use.accept(values);
                last = values.get(values.size() - 1);
            }
        } while (values.size() == page);
    }

    private Line withMatches(Line line) {
        if (line.rule() == null) {
            return line;
        }
        String match = line.matches().get(0).externalId();
        List<Match> matches = file.with(db -> db.query(
                "select external_id, vals from hit cross join matched on matched.record_key = hit.record_key and matched.rule ="
                        + " hit.rule where hit.rule = ? and hit.match = ? order by hit.record_key limit "
                        + MOST_MATCHES,
                (row, i) -> new Match(row.getString(1), row.getString(2)),
                line.rule(),
                match));
        return new Line(line.status(), line.id(), line.values(), line.rule(), line.records(), line.rows(), matches);
    }

    private static String where(Status status) {
        return " from target left join match_group using (rule, match) where "
                + switch (status) {
                    case ONE_TO_ONE -> "records = 1 and rows = 1 and claimed = 0";
                    case AMBIGUOUS -> "(rows > 1 or rows = 1 and records > 1 and claimed = 0)";
                    case CLAIMED -> "rows = 1 and claimed = 1";
                    case NONE -> "target.rule is null";
                };
    }
}
