package io.accountsync.state;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which records are to be sent: the keys of what {@link ChangeCounts} counts. For change sets of a batch, which are small. */
public final class ChangedKeys {
    private static final String KNOWN =
            "select record_key from change where salesforce_id is not null and found = 0 and " + ChangeStatus.TO_SEND;

    private final ChangeFile file;

    ChangedKeys(ChangeFile file) {
        this.file = file;
    }

    /** Those that nobody knows yet: neither the state nor, where it was asked, the org. */
    public Set<String> creates() {
        return keys(
                "select record_key from change where salesforce_id is null and found = 0 and " + ChangeStatus.TO_SEND);
    }

    /** Those that are known to the state, see {@link ChangeCounts#updates}. */
    public Set<String> updates() {
        return keys(KNOWN);
    }

    /** Those of them that have a field emptied, see {@link ChangeCounts#clears}. */
    public Set<String> clears() {
        return keys(KNOWN + ChangeCounts.WITH_AN_EMPTY_FIELD);
    }

    private Set<String> keys(String query) {
        List<String> keys = file.ask(List.of(), db -> db.queryForList(query, String.class));
        return new HashSet<>(keys);
    }
}
