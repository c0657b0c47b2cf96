package io.accountsync.cdc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a publication leaves out of the changes of its tables, by the way that somebody made it: PostgreSQL says nothing of what does not
 * come. Columns of its catalogue that older versions lack are read as JSON, where they are null.
 */
final class PublicationContents {
    private static final List<String> OPERATIONS = List.of("INSERT", "UPDATE", "DELETE", "TRUNCATE");

    private static final String FILTERED =
            "select schemaname || '.' || tablename from pg_publication_tables t where pubname = ?"
                    + " and to_jsonb(t) ->> 'rowfilter' is not null order by 1";

    /** Tables that inherit from one; partitions come as changes of their table. */
    private static final String CHILDREN =
            "with recursive child as (select i.inhrelid oid from pg_inherits i join pg_class p on p.oid = i.inhparent"
                    + " join pg_namespace n on n.oid = p.relnamespace where n.nspname || '.' || p.relname = ? and p.relkind = 'r'"
                    + " union select i.inhrelid from child join pg_inherits i on i.inhparent = child.oid)"
                    + " select n.nspname || '.' || c.relname from child join pg_class c on c.oid = child.oid"
                    + " join pg_namespace n on n.oid = c.relnamespace order by 1";

    /** Before version 15 all columns come but those that PostgreSQL computes. */
    private static final String UNPUBLISHED =
            "select a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace"
                    + " left join pg_publication_tables t on t.pubname = ? and t.schemaname = n.nspname and t.tablename = c.relname"
                    + " where n.nspname || '.' || c.relname = ? and a.attnum > 0 and not a.attisdropped"
                    + " and case when to_jsonb(t) -> 'attnames' is null then coalesce(to_jsonb(a) ->> 'attgenerated', '') <> ''"
                    + " else not to_jsonb(t) -> 'attnames' @> to_jsonb(a.attname::text) end order by 1";

    private final ChangeSource source;
    private final JdbcTemplate database;

    PublicationContents(ChangeSource source, JdbcTemplate database) {
        this.source = source;
        this.database = database;
    }

    /** Why changes of rows that are there would be lost; empty where they are not. */
    List<String> mistakes() {
        return leftOut().allMatch(PublicationContents::isAboutGoneRows)
                ? List.of()
                : List.of("the publication " + source.slot() + " does not tell each "
                        + String.join(" and ", leftOut().toList())
                        + ", so that these changes would never come; " + remedy()
                        + ", and run the sync with --compare-all then, which finds those that were made in between");
    }

    /** What does not come and may be meant so, or has not come, each with its remedy. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        gap(doubts);
        List<String> gone = leftOut().toList();
        if (!gone.isEmpty() && gone.stream().allMatch(PublicationContents::isAboutGoneRows)) {
            doubts.add("the publication " + source.slot() + " does not tell each "
                    + String.join(" and ", gone)
                    + ", so that records of rows that are gone stay until a run compares all rows; " + remedy());
        }
        List<String> filtered = database.queryForList(FILTERED, String.class, source.slot()).stream()
                .filter(source.tables()::contains)
                .toList();
        if (!filtered.isEmpty()) {
            doubts.add("the publication " + source.slot() + " has a row filter (WHERE) for "
                    + String.join(", ", filtered)
                    + ": changes of other rows never come, and a row that the filter holds for no more comes as a deletion. Where"
                    + " that is not meant, have its owner run: ALTER PUBLICATION " + source.slot() + " SET TABLE "
                    + String.join(", ", published())
                    + ", and run the sync with --compare-all then");
        }
        source.tables().forEach(table -> children(table, doubts));
        return doubts;
    }

    /** The slot is older than what the publication is going to tell. */
    private void gap(List<String> doubts) {
        Publication publication = new Publication(source, database);
        List<String> lacking = publication.lacking();
        if (!lacking.isEmpty() && PublicationState.hasSlot(source, database)) {
            doubts.add(
                    publication.exists()
                            ? "the publication " + source.slot() + " has not " + String.join(", ", lacking)
                                    + ", so that changes there do not come; serve puts that right and says so, and what was changed before"
                                    + " that comes by a run with --compare-all only"
                            : "the slot " + source.slot()
                                    + " is there and its publication is not, so that no changes can come; serve"
                                    + " makes both again and says so, and what was changed before that comes by a run with --compare-all only");
        }
    }

    private void children(String table, List<String> doubts) {
        List<String> children = database.queryForList(CHILDREN, String.class, table).stream()
                .filter(child -> !source.tables().contains(child))
                .toList();
        if (!children.isEmpty()) {
            doubts.add("rows of " + String.join(", ", children) + " belong to " + table
                    + " by inheritance, and their changes are not taken, though a run that reads " + table
                    + " reads these rows; name them in the parameter tables, too");
        }
    }

    /** The columns that changes of each table do not have. */
    Map<String, Set<String>> unpublishedColumns() {
        Map<String, Set<String>> columns = new TreeMap<>();
        source.tables().forEach(table -> {
            Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            names.addAll(database.queryForList(UNPUBLISHED, String.class, source.slot(), table));
            columns.put(table, names);
        });
        return columns;
    }

    /** With those that others read. */
    private SortedSet<String> published() {
        SortedSet<String> tables = new TreeSet<>(new Publication(source, database).published());
        tables.addAll(source.tables());
        return tables;
    }

    /** The operations that it does not tell; none where there is no publication. */
    private Stream<String> leftOut() {
        return OPERATIONS.stream()
                .filter(operation -> database.queryForObject(
                                "select count(*) from pg_publication where pubname = ? and not pub" + operation,
                                Long.class,
                                source.slot())
                        > 0);
    }

    private static boolean isAboutGoneRows(String operation) {
        return operation.equals("DELETE") || operation.equals("TRUNCATE");
    }

    private String remedy() {
        return "have its owner run: ALTER PUBLICATION " + source.slot()
                + " SET (publish = 'insert, update, delete, truncate')";
    }
}
