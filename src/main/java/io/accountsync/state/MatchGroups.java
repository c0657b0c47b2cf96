package io.accountsync.state;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The groups of a {@link MatchFile}: records ({@code target}) and rows ({@code hit}) with the same match key by one rule. A row is
 * matched by its best rule only ({@code matched}).
 */
final class MatchGroups {
    private MatchGroups() {}

    static void createTables(JdbcTemplate db) {
        db.execute("create table hit (rule integer not null, match text not null, record_key text not null,"
                + " external_id text not null, vals text not null, primary key (rule, match, record_key))"
                + " without rowid");
        db.execute("create table matched (record_key text primary key, rule integer not null) without rowid");
        db.execute("create table match_group (rule integer not null, match text not null, records integer not null,"
                + " rows integer not null, claimed integer not null default 0, primary key (rule, match))"
                + " without rowid");
    }

    /** Makes the groups, rule by rule, when all records and rows are there. */
    static void make(JdbcTemplate db, int rules) {
        db.execute("create index hit_by_key on hit (record_key, rule)");
        db.execute("create index hit_by_id on hit (external_id)");
        for (int rule = 0; rule < rules; rule++) {
            byRule(db, rule);
        }
    }

    /**
     * What this rule matches is what no better one did. A cross join keeps SQLite to the order in which the tables are named: left
     * to itself it read all that is matched for each group, and 300,000 records took hours.
     */
    private static void byRule(JdbcTemplate db, int rule) {
        db.update(
                "insert or ignore into matched select distinct record_key, rule from hit where rule = ? and exists"
                        + " (select 1 from target where m" + rule + " = hit.match and target.rule is null)",
                rule);
        db.update(
                "update target set rule = ?, match = m" + rule + " where rule is null and m" + rule
                        + " is not null and exists (select 1 from hit cross join matched on matched.record_key = hit.record_key"
                        + " and matched.rule = hit.rule where hit.rule = ? and hit.match = target.m" + rule + ")",
                rule,
                rule);
        db.update(
                "insert into match_group (rule, match, records, rows) select rule, match, count(*), 0 from target"
                        + " where rule = ? group by match",
                rule);
        // A key with two rows in different groups of one rule counts twice: nobody knows which of them is meant.
        db.update(
                "update match_group set rows = (select count(*) from hit cross join matched on matched.record_key = hit.record_key"
                        + " and matched.rule = hit.rule where hit.rule = match_group.rule and hit.match = match_group.match)"
                        + " where rule = ?",
                rule);
        db.update(
                "update match_group set rows = (select count(*) from hit one cross join hit all_of on all_of.record_key ="
                        + " one.record_key and all_of.rule = one.rule where one.rule = match_group.rule and one.match ="
                        + " match_group.match) where rule = ? and rows = 1",
                rule);
    }
}
