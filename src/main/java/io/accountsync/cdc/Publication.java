package io.accountsync.cdc;

import io.accountsync.config.ConfigurationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The publication of the tables of a slot, named like it. It tells changes of partitions as changes of their table, which is what a
 * route names, and is made for no table whose updates PostgreSQL would refuse from then on.
 */
final class Publication {
    private static final int PARTITION_ROOTS = 130000;
    private static final int NAMED = 5;
    private static final String VIA_ROOT = "publish_via_partition_root = true";

    /** A table, and those that are partitions of it or inherit from it: they are published with it, and count by themselves. */
    private static final String WITHOUT_IDENTITY =
            "with recursive published as (select c.oid, true as named from pg_class c join pg_namespace n on n.oid ="
                    + " c.relnamespace where n.nspname || '.' || c.relname = ?"
                    + " union select i.inhrelid, false from published join pg_inherits i on i.inhparent = published.oid)"
                    + " select distinct n.nspname || '.' || c.relname from published join pg_class c on c.oid = published.oid"
                    + " join pg_namespace n on n.oid = c.relnamespace"
                    + " where (c.relkind = 'r' or c.relkind = 'p' and published.named) and c.relreplident <> 'f'"
                    + " and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisvalid and i.indimmediate"
                    + " and (c.relreplident = 'd' and i.indisprimary or c.relreplident = 'i' and i.indisreplident))"
                    + " order by 1";

    private static final String PARTITIONED = "select count(*) from pg_class c join pg_namespace n on n.oid ="
            + " c.relnamespace where n.nspname || '.' || c.relname = ? and c.relkind = 'p'";

    /** As JSON, since the column is not there before PostgreSQL 13. */
    private static final String BY_PARTITION =
            "select count(*) from pg_publication p where pubname = ? and to_jsonb(p) ->> 'pubviaroot' is distinct from 'true'";

    private static final String OF_ANOTHER =
            "select count(*) from pg_publication where pubname = ? and not pg_has_role(current_user, pubowner, 'usage')";

    private static final String BY_NAME = "select n.nspname || '.' || c.relname from pg_publication_rel r"
            + " join pg_publication p on p.oid = r.prpubid join pg_class c on c.oid = r.prrelid"
            + " join pg_namespace n on n.oid = c.relnamespace where p.pubname = ?";

    private final ChangeSource source;
    private final JdbcTemplate database;

    Publication(ChangeSource source, JdbcTemplate database) {
        this.source = source;
        this.database = database;
    }

    /** What it must not be made with, and what is wrong with one that is there, each with its remedy. */
    List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        List<String> tables = source.tables().stream()
                .flatMap(table -> database.queryForList(WITHOUT_IDENTITY, String.class, table).stream())
                .distinct()
                .toList();
        if (!tables.isEmpty()) {
            mistakes.add(
                    "PostgreSQL refuses each UPDATE and DELETE in a published table without a primary key or another replica"
                            + " identity, so account-sync does not publish: " + named(tables)
                            + "; add a primary key to each, or run: "
                            + tables.stream()
                                    .limit(NAMED)
                                    .map(table -> "ALTER TABLE " + table + " REPLICA IDENTITY FULL")
                                    .collect(Collectors.joining("; ")));
        }
        List<String> partitioned = partitioned();
        if (!partitioned.isEmpty()) {
            partitions(named(partitioned), mistakes);
        }
        mistakes.addAll(new PublicationContents(source, database).mistakes());
        new OtherTables(source, database).mistake().ifPresent(mistakes::add);
        return mistakes;
    }

    private List<String> partitioned() {
        return source.tables().stream()
                .filter(table -> count(PARTITIONED, table) > 0)
                .toList();
    }

    private void partitions(String tables, List<String> mistakes) {
        if (!hasPartitionRoots()) {
            mistakes.add("PostgreSQL tells changes of partitioned tables from version 13 on, and this one is older: "
                    + tables + "; take their changes out of the route, or upgrade the database");
        } else if (count(BY_PARTITION, source.slot()) > 0 && count(OF_ANOTHER, source.slot()) > 0) {
            mistakes.add(
                    "the publication " + source.slot() + " tells changes of partitioned tables by the names of their"
                            + " partitions, so that none of them would come: " + tables
                            + "; have its owner run: ALTER PUBLICATION "
                            + source.slot() + " SET (" + VIA_ROOT + ")");
        }
    }

    /**
     * Makes it, where it is not there, or gives it the tables that it has not, and has it tell partitions by their table. No table is
     * ever taken out of it: that may be what somebody else reads.
     *
     * @return whether it was there
     * @throws ConfigurationException when there are {@link #mistakes}: nothing is made or changed then
     */
    boolean make() {
        requireNoMistakes();
        boolean exists = exists();
        if (tellsByPartition()) {
            // An earlier version made it, or somebody else did by hand.
            database.execute("alter publication " + source.slot() + " set (" + VIA_ROOT + ")");
        }
        List<String> lacking = lacking();
        if (!exists) {
            String tables = source.tables().stream().map(Publication::quoted).collect(Collectors.joining(", "));
            database.execute("create publication " + source.slot() + " for table " + tables + option());
        } else if (!lacking.isEmpty()) {
            // PostgreSQL refuses to add what is there, and without ONLY adds what inherits from the table, too.
            database.execute("alter publication " + source.slot() + " add table "
                    + lacking.stream().map(table -> "only " + quoted(table)).collect(Collectors.joining(", ")));
        }
        return exists;
    }

    /** Whether {@link #make} would change one that is there. */
    boolean isToBeChanged() {
        return exists() && (!lacking().isEmpty() || tellsByPartition());
    }

    private boolean tellsByPartition() {
        return !partitioned().isEmpty() && count(BY_PARTITION, source.slot()) > 0;
    }

    void requireNoMistakes() {
        List<String> mistakes = mistakes();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(String.join(". ", mistakes));
        }
    }

    boolean exists() {
        return count("select count(*) from pg_publication where pubname = ?", source.slot()) > 0;
    }

    /** The tables that it has, with their schemas; none where it is not there. */
    List<String> published() {
        return database.queryForList(
                "select schemaname || '.' || tablename from pg_publication_tables where pubname = ? order by 1",
                String.class,
                source.slot());
    }

    /** The tables of the route that it has not; all of them where it is not there. */
    List<String> lacking() {
        Set<String> there = new HashSet<>(published());
        // A partition that is published by its own name and with its table is told as the table only.
        there.addAll(database.queryForList(BY_NAME, String.class, source.slot()));
        return source.tables().stream()
                .filter(table -> !there.contains(table))
                .distinct()
                .toList();
    }

    /** What stands behind the tables of a statement that makes it. */
    String option() {
        return hasPartitionRoots() ? " WITH (" + VIA_ROOT + ")" : "";
    }

    private boolean hasPartitionRoots() {
        return Integer.parseInt(database.queryForObject("show server_version_num", String.class)) >= PARTITION_ROOTS;
    }

    private long count(String query, String parameter) {
        return database.queryForObject(query, Long.class, parameter);
    }

    private static String named(List<String> tables) {
        String some = String.join(", ", tables.subList(0, Math.min(NAMED, tables.size())));
        return tables.size() > NAMED ? some + " and " + (tables.size() - NAMED) + " others" : some;
    }

    private static String quoted(String table) {
        int dot = table.indexOf('.');
        return "\"" + table.substring(0, dot) + "\".\"" + table.substring(dot + 1) + "\"";
    }
}
