package io.accountsync.cdc;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How a publication is at one moment. PostgreSQL tells changes by what it was when they were made, so that what it left out never
 * comes, also after it was put right.
 *
 * @param hasSlot whether there is a slot, which changes may wait for
 * @param tellsRows whether it is there, has all tables, and tells each change of a row that is there
 * @param objections why its changes are not read, and what may not come, each with its remedy
 * @param mark is another after each change of it, even one that was taken back; empty where it is not there
 */
record PublicationState(boolean hasSlot, boolean tellsRows, List<String> objections, String mark) {
    /** A table that was taken out and put back, or dropped and made again, has another entry. */
    private static final String MARK =
            "select p.oid || ' ' || p.xmin || coalesce((select string_agg(r.oid || ' ' || r.xmin, ' ' order by"
                    + " r.oid) from pg_publication_rel r join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace"
                    + " where r.prpubid = p.oid and n.nspname || '.' || c.relname = any (string_to_array(?, ','))), '')"
                    + " from pg_publication p where p.pubname = ?";

    static PublicationState of(ChangeSource source, JdbcTemplate database) {
        Publication publication = new Publication(source, database);
        PublicationContents contents = new PublicationContents(source, database);
        List<String> objections = new ArrayList<>(publication.mistakes());
        objections.addAll(contents.doubts());
        List<String> mark = database.queryForList(MARK, String.class, String.join(",", source.tables()), source.slot());
        return new PublicationState(
                hasSlot(source, database),
                !mark.isEmpty()
                        && publication.lacking().isEmpty()
                        && contents.mistakes().isEmpty(),
                List.copyOf(objections),
                String.join("", mark));
    }

    static boolean hasSlot(ChangeSource source, JdbcTemplate database) {
        return !database.queryForList("select 1 from pg_replication_slots where slot_name = ?", source.slot())
                .isEmpty();
    }
}
