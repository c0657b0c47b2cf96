package io.accountsync.cdc;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a database must let its user do, so that its changes can be read: asked without making anything there. */
final class SlotDemands {
    /** Amazon's databases have a role for it in place of the attribute. */
    private static final String MAY_REPLICATE = "select rolsuper or rolreplication or exists (select 1 from pg_roles r"
            + " where r.rolname = 'rds_replication' and pg_has_role(current_user, r.oid, 'member'))"
            + " from pg_roles where rolname = current_user";

    private static final String OTHER_SLOT =
            "select coalesce('of the database ' || database, 'of a standby') || coalesce("
                    + "', with the plugin ' || plugin, '') from pg_replication_slots where slot_name = ?"
                    + " and (plugin is distinct from 'pgoutput' or database is distinct from current_database())";

    private static final String OWNED = "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " where n.nspname || '.' || c.relname = ? and not pg_has_role(current_user, c.relowner, 'usage')";

    private static final String OWNS_PUBLICATION =
            "select pg_has_role(current_user, pubowner, 'usage') from pg_publication where pubname = ?";

    private final ChangeSource source;
    private final JdbcTemplate database;
    private final List<String> unmet = new ArrayList<>();

    SlotDemands(ChangeSource source, JdbcTemplate database) {
        this.source = source;
        this.database = database;
    }

    /** What is lacking, each with its remedy. */
    List<String> unmet() {
        String level = database.queryForObject("show wal_level", String.class);
        if (!"logical".equals(level)) {
            unmet.add(logicalLog(level));
        }
        if (!isTrue(MAY_REPLICATE)) {
            unmet.add("the user " + source.user()
                    + " of source.url has not the attribute REPLICATION, without which no changes"
                    + " can be read; run: ALTER ROLE " + source.user() + " REPLICATION");
        }
        database.queryForList(OTHER_SLOT, String.class, source.slot())
                .forEach(other -> unmet.add("the source database has a slot " + source.slot() + " already, " + other
                        + "; give the route another slot"));
        publication();
        return unmet;
    }

    /** What keeps the publication from being made, or its changes from being read, each with its remedy. */
    List<String> unmetOfPublication() {
        publication();
        return unmet;
    }

    /** The sentence for a log that has no changes in it. */
    static String logicalLog(String level) {
        return "The source database has wal_level=" + level
                + ", by which no changes can be read: set wal_level = logical in postgresql.conf, and restart it";
    }

    private void publication() {
        Publication publication = new Publication(source, database);
        unmet.addAll(publication.mistakes());
        List<String> lacking = publication.lacking();
        if (lacking.isEmpty() || new OtherTables(source, database).areThere()) {
            // Nothing is to be added to what may be the publication of another route.
            return;
        }
        List<Boolean> owned = database.queryForList(OWNS_PUBLICATION, Boolean.class, source.slot());
        if (owned.contains(false)) {
            unmet.add("the publication " + source.slot()
                    + " has not all tables of the route, and belongs to somebody else than " + source.user()
                    + "; have its owner run: " + statement("ALTER PUBLICATION %s ADD TABLE %s", lacking)
                    + ", and run the sync with --compare-all then");
            return;
        }
        boolean mayCreate = !owned.isEmpty() || isTrue("select has_database_privilege(current_database(), 'create')");
        boolean ownsTables = lacking.stream().allMatch(table -> database.queryForObject(OWNED, Long.class, table) == 0);
        if (!mayCreate || !ownsTables) {
            unmet.add("the user " + source.user() + " of source.url may not make the publication " + source.slot()
                    + ", since it "
                    + (ownsTables ? "may create nothing in this database" : "does not own each table")
                    + "; have somebody who may run: "
                    + statement(
                            owned.isEmpty()
                                    ? "CREATE PUBLICATION %s FOR TABLE %s" + publication.option()
                                    : "ALTER PUBLICATION %s ADD TABLE %s",
                            lacking));
        }
    }

    private String statement(String format, List<String> tables) {
        return String.format(format, source.slot(), String.join(", ", tables));
    }

    private boolean isTrue(String question) {
        return Boolean.TRUE.equals(database.queryForObject(question, Boolean.class));
    }
}
