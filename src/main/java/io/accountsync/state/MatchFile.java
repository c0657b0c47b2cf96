package io.accountsync.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds which records of the org and which rows are the same, in a SQLite file of its own: so that any number of both takes
 * constant memory. First all records are added, then all rows, then it settles. Used by one thread.
 *
 * <p>By one rule records and rows with the same match key make a group. What a rule puts into a group with both in it
 * is not the
 * business of later rules. Only a group of one record and one row is a pair; of larger ones nobody can know who is who.
 */
public final class MatchFile implements AutoCloseable {
    /** What was found out about a record. */
    public enum Status {
        /** One row is the same, and it is no other's. */
        ONE_TO_ONE,
        /** Several rows could be the same, or the row could be several records. */
        AMBIGUOUS,
        /** The row is another record of the org already, which has its External ID. */
        CLAIMED,
        /** No row is the same. */
        NONE
    }

    /**
     * One side.
     *
     * @param id of a record the Salesforce id, of a row the External ID value as it would be sent
     * @param key of a row, as Salesforce compares it; null of a record
     * @param values for people to see
     * @param matchKeys one for each rule; null where the rule says nothing of it
     */
    public record Side(String id, String key, String values, List<String> matchKeys) {}

    /**
     * What is to be reported of a record.
     *
     * @param rule the number of the rule, from 0; null for {@link Status#NONE}
     * @param records how many of the org's records are in the group
     * @param rows how many rows are
     * @param matches the rows, or the first of them
     */
    public record Line(
            Status status, String id, String values, Integer rule, long records, long rows, List<Match> matches) {}

    /** A row that matched: its External ID and what is for people to see. */
    public record Match(String externalId, String values) {}

    private static final int MOST_MATCHES = 10;
    private static final int PAGE = 1000;

    private final ChangeFile file;
    private final int rules;
    private final KeyFilter filter = new KeyFilter();

    private MatchFile(ChangeFile file, int rules) {
        this.file = file;
        this.rules = rules;
    }

    /** Makes an empty one for so many rules. */
    public static MatchFile create(Path directory, int rules) {
        Path path = directory.resolve("adopt-" + UUID.randomUUID() + ".db");
        ChangeFile file = new ChangeFile(
                path,
                "create table target (n integer primary key, id text not null, vals text not null, rule integer,"
                        + " match text, " + numbered(rules, "m%d text") + ")");
        file.with(db -> {
            db.execute("create table hit (rule integer not null, match text not null, record_key text not null,"
                    + " external_id text not null, vals text not null, primary key (rule, match, record_key))"
                    + " without rowid");
            db.execute("create table settled (record_key text primary key, rule integer not null) without rowid");
            db.execute("create table family (rule integer not null, match text not null, records integer not null,"
                    + " rows integer not null, claimed integer not null default 0, primary key (rule, match))"
                    + " without rowid");
            return null;
        });
        return new MatchFile(file, rules);
    }

    /** Adds records of the org. */
    public void addRecords(List<Side> records) {
        String sql = "insert into target (id, vals, " + numbered(rules, "m%d") + ") values (?, ?, "
                + numbered(rules, "?") + ")";
        file.with(db -> db.batchUpdate(sql, records, PAGE, (statement, side) -> {
            statement.setString(1, side.id());
            statement.setString(2, side.values());
            for (int rule = 0; rule < rules; rule++) {
                statement.setString(3 + rule, side.matchKeys().get(rule));
            }
        }));
        records.forEach(side -> {
            for (int rule = 0; rule < rules; rule++) {
                if (side.matchKeys().get(rule) != null) {
                    filter.add(rule + side.matchKeys().get(rule));
                }
            }
        });
    }

    /** Ends the adding of records. */
    public void recordsAreComplete() {
        file.with(db -> {
            for (int rule = 0; rule < rules; rule++) {
                db.execute("create index target_" + rule + " on target (m" + rule + ")");
            }
            return null;
        });
    }

    /** Adds rows. Of several with one key each counts for what it matches. */
    public void addRows(List<Side> rows) {
        for (int rule = 0; rule < rules; rule++) {
            int number = rule;
            List<Side> perhaps = new ArrayList<>();
            for (Side row : rows) {
                String match = row.matchKeys().get(rule);
                if (match != null && filter.mayContain(rule + match)) {
                    perhaps.add(row);
                }
            }
            if (!perhaps.isEmpty()) {
                file.with(db -> db.batchUpdate(
                        "insert or replace into hit select ?, ?, ?, ?, ? where exists (select 1 from target where m"
                                + number + " = ?)",
                        perhaps,
                        PAGE,
                        (statement, row) -> {
                            statement.setInt(1, number);
                            statement.setString(2, row.matchKeys().get(number));
                            statement.setString(3, row.key());
                            statement.setString(4, row.id());
                            statement.setString(5, row.values());
                            statement.setString(6, row.matchKeys().get(number));
                        }));
            }
        }
    }

    /** Ends the adding of rows: groups are made, rule by rule. */
    public void match() {
        file.with(db -> {
            db.execute("create index hit_by_key on hit (record_key, rule)");
            db.execute("create index hit_by_id on hit (external_id)");
            for (int rule = 0; rule < rules; rule++) {
                settle(db, rule);
            }
            return null;
        });
    }

    /**
     * What this rule settles is what no better one did. A cross join keeps SQLite to the order in which the tables stand: left
     * to itself it read all that is settled for each group, and 300,000 records took hours.
     */
    private static void settle(JdbcTemplate db, int rule) {
        db.update(
                "insert or ignore into settled select distinct record_key, rule from hit where rule = ? and exists"
                        + " (select 1 from target where m" + rule + " = hit.match and target.rule is null)",
                rule);
        db.update(
                "update target set rule = ?, match = m" + rule + " where rule is null and m" + rule
                        + " is not null and exists (select 1 from hit cross join settled on settled.record_key = hit.record_key"
                        + " and settled.rule = hit.rule where hit.rule = ? and hit.match = target.m" + rule + ")",
                rule,
                rule);
        db.update(
                "insert into family (rule, match, records, rows) select rule, match, count(*), 0 from target"
                        + " where rule = ? group by match",
                rule);
        // A key with two rows in different groups of one rule counts twice: nobody knows which of them is meant.
        db.update(
                "update family set rows = (select count(*) from hit cross join settled on settled.record_key = hit.record_key"
                        + " and settled.rule = hit.rule where hit.rule = family.rule and hit.match = family.match)"
                        + " where rule = ?",
                rule);
        db.update(
                "update family set rows = (select count(*) from hit one cross join hit all_of on all_of.record_key ="
                        + " one.record_key and all_of.rule = one.rule where one.rule = family.rule and one.match ="
                        + " family.match) where rule = ? and rows = 1",
                rule);
    }

    /** External IDs of rows that are a group's only row, page by page: some of them may be in the org already. */
    public void forEachCandidate(int page, Consumer<List<String>> use) {
        String last = "";
        List<String> keys;
        do {
            String after = last;
            keys = file.with(db -> db.queryForList(
                    "select distinct hit.external_id from hit cross join family using (rule, match) cross join settled on"
                            + " settled.record_key = hit.record_key and settled.rule = hit.rule where family.rows = 1"
                            + " and hit.external_id > ? order by hit.external_id limit ?",
                    String.class,
                    after,
                    page));
            if (!keys.isEmpty()) {
                use.accept(keys);
                last = keys.get(keys.size() - 1);
            }
        } while (keys.size() == page);
    }

    /** Notes that the org has records with these keys already. */
    public void claimed(List<String> keys) {
        file.with(db -> db.batchUpdate(
                "update family set claimed = 1 where rows = 1 and (rule, match) in (select rule, match from hit where"
                        + " record_key = ?)",
                keys,
                PAGE,
                (statement, key) -> statement.setString(1, key)));
    }

    /** How many records there are of each status. */
    public Map<Status, Long> counts() {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, file.with(db -> db.queryForObject("select count(*)" + where(status), Long.class)));
        }
        return counts;
    }

    /** What is to be reported of each record of a status, in the order in which they were added. */
    public void forEach(Status status, Consumer<Line> use) {
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
    public void forEachMatched(Consumer<List<String>> use) {
        forEachRow("rows = 1 and records = 1 and claimed = 0", use);
    }

    /** The keys of rows that several records match, or that share their records with other rows, page by page. */
    public void forEachAmbiguous(Consumer<List<String>> use) {
        forEachRow("(rows > 1 or rows = 1 and records > 1 and claimed = 0)", use);
    }

    private void forEachRow(String condition, Consumer<List<String>> use) {
        String last = "";
        List<String> keys;
        do {
            String after = last;
            keys = file.with(db -> db.queryForList(
                    "select distinct hit.record_key from hit cross join family using (rule, match) cross join settled on"
                            + " settled.record_key = hit.record_key and settled.rule = hit.rule where " + condition
                            + " and hit.record_key > ? order by hit.record_key limit " + PAGE,
                    String.class,
                    after));
            if (!keys.isEmpty()) {
                use.accept(keys);
                last = keys.get(keys.size() - 1);
            }
        } while (keys.size() == PAGE);
    }

    private Line withMatches(Line line) {
        if (line.rule() == null) {
            return line;
        }
        String match = line.matches().get(0).externalId();
        List<Match> matches = file.with(db -> db.query(
                "select external_id, vals from hit cross join settled on settled.record_key = hit.record_key and settled.rule ="
                        + " hit.rule where hit.rule = ? and hit.match = ? order by hit.record_key limit "
                        + MOST_MATCHES,
                (row, i) -> new Match(row.getString(1), row.getString(2)),
                line.rule(),
                match));
        return new Line(line.status(), line.id(), line.values(), line.rule(), line.records(), line.rows(), matches);
    }

    private static String where(Status status) {
        return " from target left join family using (rule, match) where "
                + switch (status) {
                    case ONE_TO_ONE -> "records = 1 and rows = 1 and claimed = 0";
                    case AMBIGUOUS -> "(rows > 1 or rows = 1 and records > 1 and claimed = 0)";
                    case CLAIMED -> "rows = 1 and claimed = 1";
                    case NONE -> "target.rule is null";
                };
    }

    private static String numbered(int rules, String format) {
        return IntStream.range(0, rules).mapToObj(format::formatted).collect(Collectors.joining(", "));
    }

    /** Deletes the file. */
    @Override
    public void close() {
        file.close();
    }
}
