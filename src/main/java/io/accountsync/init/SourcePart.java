package io.accountsync.init;

import java.util.Optional;

/** What a sync file says of its source. */
public interface SourcePart {
    /**
     * The route, or the use of a route template, that leaves the rows in the body.
     *
     * @param sync name of the sync
     * @param cursor the column that rows are picked by; empty for none
     */
    String yaml(String sync, Optional<String> cursor);
}
