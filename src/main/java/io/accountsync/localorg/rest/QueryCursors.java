package io.accountsync.localorg.rest;

import io.accountsync.localorg.soql.QueryResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** Results that have more pages; Salesforce keeps a user's ten newest. */
final class QueryCursors {

    private static final int MOST_OPEN = 10;

    private final LongFunction<String> ids;
    private final Map<String, QueryResult> open = new LinkedHashMap<>();
    private long opened;

    /** @param ids makes the id of the n-th cursor */
    QueryCursors(LongFunction<String> ids) {
        this.ids = ids;
    }

    /** Keeps the result and answers the cursor's id. */
    synchronized String open(QueryResult result) {
        String id = ids.apply(++opened);
        open.put(id, result);
        if (open.size() > MOST_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
        return id;
    }

    /** The result, or null when the cursor is unknown or was pushed out by newer ones. */
    synchronized QueryResult find(String id) {
        return open.get(id);
    }
}
