package io.accountsync.localorg.rest;

import io.accountsync.localorg.soql.QueryResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** Results that have more pages; Salesforce keeps a user's ten newest. */
final class QueryCursors {

    private static final int MOST_OPEN = 10;

    private final LongFunction<String> ids;
    /** @param pageSize what the query was asked with; it counts for later pages too */
    record Cursor(QueryResult result, int pageSize) {}

    private final Map<String, Cursor> open = new LinkedHashMap<>();
    private long opened;

    /** @param ids makes the id of the n-th cursor */
    QueryCursors(LongFunction<String> ids) {
        this.ids = ids;
    }

    /** Keeps the result and answers the cursor's id. */
    synchronized String open(QueryResult result, int pageSize) {
        String id = ids.apply(++opened);
        open.put(id, new Cursor(result, pageSize));
        if (open.size() > MOST_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
        return id;
    }

    /** The result, or null when the cursor is unknown or was pushed out by newer ones. */
    synchronized Cursor find(String id) {
        return open.get(id);
    }
}
