package io.accountsync.run.send;

import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.Operation;
import io.accountsync.state.ChangeIds.Which;
import java.util.List;

/**
 * Some of the records of a wave, which go by the same operation.
 *
 * @param which of them
 */
public record SendPass(Operation operation, Which which) {
    /**
     * How the records of each wave of a sync go, one pass after the other. Where runs watch for records that are gone, known ones are
     * updated by their Salesforce ids: an upsert would make them again.
     */
    static List<SendPass> of(Mapping mapping) {
        return mapping.operation() == Operation.UPSERT && mapping.whenGone().isWatched()
                ? List.of(new SendPass(Operation.UPDATE, Which.KNOWN), new SendPass(Operation.UPSERT, Which.UNKNOWN))
                : List.of(new SendPass(mapping.operation(), Which.ALL));
    }
}
