package io.accountsync.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where the chains of parents in a change set go on among records that Salesforce has. Safe for several threads. */
public final class WaysOut {
    private static final String IS_SENT = ChangeStatus.READY.is();

    private static final String HAS_CHILD =
            "exists (select 1 from change child where child.parent_key = c.record_key and child." + IS_SENT + ")";

    /**
     * Parents that are not sent themselves; and records that are sent without a word of their parent, which they keep. A chain
     * comes back to where it began only by a record that Salesforce has.
     */
    private static final String ENDS = "select parent_key from change c where " + IS_SENT + " and parent_key <> ''"
            + " and parent_key not in (select record_key from change where " + IS_SENT + ")"
            + " and (salesforce_id is not null or " + HAS_CHILD + ")"
            + " union select record_key from change c where " + IS_SENT
            + " and parent_key = '' and salesforce_id is not null and " + HAS_CHILD
            + " limit ?";

    private final ChangeFile file;
    private final ChangeTable table;

    WaysOut(ChangeFile file, ChangeTable table) {
        this.table = table;
        this.file = file;
    }

    /** The keys of the records with which they go on; none where no record is sent that Salesforce has. */
    public List<String> keys(int limit) {
        return file.ask(List.of(), db -> {
            boolean any = db.queryForObject(
                    "select exists (select 1 from change where " + IS_SENT
                            + " and parent_key <> '') and exists (select 1 from change where " + IS_SENT
                            + " and salesforce_id is not null)",
                    Boolean.class);
            if (!any) {
                return List.<String>of();
            }
            db.execute("create index if not exists change_by_parent on change (parent_key)");
            return db.queryForList(ENDS, String.class, limit);
        });
    }

    /** Lets records go when all others have gone, in waves of their own: parents before their children, as they were. */
    public void sendLast(Collection<String> keys) {
        if (!keys.isEmpty()) {
            file.with(db -> {
                Integer last = db.queryForObject(
                        "select coalesce(max(wave), 0) + 1 from change where " + IS_SENT, Integer.class);
                return ChangeTable.forEach(
                        db, "update change set wave = wave + " + last + " where record_key = ? and " + IS_SENT, keys);
            });
        }
    }

    /** Those of these records that are sent, by key. */
    public Map<String, Change> sent(Collection<String> keys) {
        return file.ask(Map.of(), db -> {
            List<String> sent = db.queryForList(
                    "select record_key from json_each(?) as wanted cross join change where record_key = wanted.value and "
                            + IS_SENT,
                    String.class,
                    JsonKeys.of(keys));
            return table.find(db, sent).stream().collect(Collectors.toMap(Change::key, Function.identity()));
        });
    }
}
