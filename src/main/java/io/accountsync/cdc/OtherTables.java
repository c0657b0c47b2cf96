package io.accountsync.cdc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tables that somebody put by name into the publication of a slot, and that the route does not read: a sign that somebody else reads by
 * this slot. Whoever holds a slot moves it over the changes of all tables, so that those of the others would come to nobody. A
 * publication of all tables, or of all in a schema, says nothing of who reads them.
 */
final class OtherTables {
    private static final int NAMED = 5;

    /**
     * What is read has a table of the route among the tables that it is a partition of or inherits from, or is one; of a partitioned
     * table each partition must be. A statement without ONLY would take out what inherits, too.
     */
    private static final String OTHERS = "with recursive"
            + " below as (select r.prrelid as root, r.prrelid as oid from pg_publication_rel r"
            + " join pg_publication p on p.oid = r.prpubid where p.pubname = ?"
            + " union select b.root, i.inhrelid from below b join pg_inherits i on i.inhparent = b.oid"
            + " join pg_class c on c.oid = i.inhrelid where c.relispartition),"
            + " above as (select oid as leaf, oid from below union select a.leaf, i.inhparent from above a"
            + " join pg_inherits i on i.inhrelid = a.oid),"
            + " read as (select a.leaf from above a join pg_class c on c.oid = a.oid join pg_namespace n on n.oid = c.relnamespace"
            + " where n.nspname || '.' || c.relname = any (string_to_array(?, ',')))"
            + " select distinct case when c.relkind = 'r' and exists (select 1 from pg_inherits i where i.inhparent = c.oid)"
            + " then 'ONLY ' else '' end || quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
            + " from below b join pg_class c on c.oid = b.root join pg_namespace n on n.oid = c.relnamespace"
            + " where b.oid not in (select leaf from read) and not exists (select 1 from pg_inherits i"
            + " join pg_class part on part.oid = i.inhrelid where i.inhparent = b.oid and part.relispartition) order by 1";

    private final ChangeSource source;
    private final JdbcTemplate database;

    OtherTables(ChangeSource source, JdbcTemplate database) {
        this.source = source;
        this.database = database;
    }

    boolean areThere() {
        return !find().isEmpty();
    }

    /** Why the route must not read by this slot, with both remedies; empty where nothing is against it. */
    Optional<String> mistake() {
        List<String> others = find();
        return others.isEmpty() ? Optional.empty() : Optional.of(sentence(others));
    }

    private String sentence(List<String> others) {
        List<String> names =
                others.stream().map(table -> table.replaceFirst("^ONLY ", "")).toList();
        String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return "the publication " + source.slot() + " has tables that the route does not read: " + some
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " others" : "")
                + "; another route may read by the slot " + source.slot()
                + ", and this one would take its changes away. Give this route another slot by its parameter slot; or, when nobody else"
                + " needs the publication and the slot for these tables, run: ALTER PUBLICATION "
                + source.slot() + " DROP TABLE " + String.join(", ", others);
    }

    private List<String> find() {
        return database.queryForList(OTHERS, String.class, source.slot(), String.join(",", source.tables()));
    }
}
