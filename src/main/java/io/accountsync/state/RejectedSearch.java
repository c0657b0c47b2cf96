package io.accountsync.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rejected records of one sync that somebody looks for, in pages: by code, and by a text in key, fields or reason. */
public final class RejectedSearch {
    private final StateDatabase database;
    private final String sync;

    public RejectedSearch(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * A page, in the order of the keys.
     *
     * @param code null for any
     * @param text what key, External ID, fields or reason contain, whatever its case; null for any
     * @param afterKey the last key of the page before, or the empty text
     */
    public List<RejectedAttempts> page(String code, String text, String afterKey, int limit) {
        StringBuilder query = new StringBuilder("select " + RejectedRow.DETAIL_COLUMNS
                + " from rejected_record r where r.sync = ? and r.record_key > ?");
        List<Object> values = new ArrayList<>(List.of(sync, afterKey));
        if (code != null) {
            query.append(" and r.code = ?");
            values.add(code);
        }
        if (text != null) {
            query.append(" and (lower(r.record_key) like ? escape '!' or lower(r.external_id) like ? escape '!'"
                    + " or lower(r.fields) like ? escape '!' or lower(r.message) like ? escape '!')");
            String pattern = "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%";
            values.addAll(List.of(pattern, pattern, pattern, pattern));
        }
        query.append(" order by r.record_key limit ?");
        values.add(limit);
        return database.with(db -> db.query(query.toString(), RejectedRow.DETAIL, values.toArray()));
    }

    private static String escaped(String text) {
        return text.replace("\0", "").replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
