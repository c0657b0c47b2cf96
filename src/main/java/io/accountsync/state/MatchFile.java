package io.accountsync.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds which records of the org and which rows are the same, in a SQLite file of its own: so that any number of both takes
 * constant memory. First all records are added, then all rows, then groups are made. Used by one thread.
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

    private static final int PAGE = 1000;

    private final ChangeFile file;
    private final int rules;
    private final MatchLines lines;
    private final KeyFilter filter = new KeyFilter();

    private MatchFile(ChangeFile file, int rules) {
        this.file = file;
        this.rules = rules;
        this.lines = new MatchLines(file);
    }

    /** Makes an empty one for so many rules. */
    public static MatchFile create(Path directory, int rules) {
        Path path = directory.resolve("adopt-" + UUID.randomUUID() + ".db");
        ChangeFile file = new ChangeFile(
                path,
                "create table target (n integer primary key, id text not null, vals text not null, rule integer,"
                        + " match text, " + numbered(rules, "m%d text") + ")");
        file.with(db -> {
            MatchGroups.createTables(db);
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
            MatchGroups.make(db, rules);
            return null;
        });
    }

    /** External IDs of rows that are a group's only row, page by page: some of them may be in the org already. */
    public void forEachCandidate(int page, Consumer<List<String>> use) {
        lines.forEachCandidate(page, use);
    }

    /** Notes that the org has records with these keys already. */
    public void claimed(List<String> keys) {
        file.with(db -> db.batchUpdate(
                "update match_group set claimed = 1 where rows = 1 and (rule, match) in (select rule, match from hit where"
                        + " record_key = ?)",
                keys,
                PAGE,
                (statement, key) -> statement.setString(1, key)));
    }

    /** How many records there are of each status. */
    public Map<Status, Long> counts() {
        return lines.counts();
    }

    /** What is to be reported of each record of a status, in the order in which they were added. */
    public void forEach(Status status, Consumer<Line> use) {
        lines.forEach(status, use);
    }

    /** The keys of rows that one record matches and no other row, page by page. */
    public void forEachMatched(Consumer<List<String>> use) {
        lines.forEachMatched(use);
    }

    /** The keys of rows that several records match, or that share their records with other rows, page by page. */
    public void forEachAmbiguous(Consumer<List<String>> use) {
        lines.forEachAmbiguous(use);
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
