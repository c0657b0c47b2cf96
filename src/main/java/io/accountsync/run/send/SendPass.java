package io.accountsync.run.send;

import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.WhenRowGone;
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
     * updated by their Salesforce ids: an upsert would make them again. So are flags, whoever deleted their records a moment ago; and
     * what a sync that only creates has made without its parent, see {@link io.accountsync.state.TwoSteps}.
     */
    static List<SendPass> of(Mapping mapping) {
        Operation operation = mapping.operation();
        if (operation == Operation.CREATE
                || operation == Operation.UPSERT && mapping.whenGone().isWatched()) {
            return List.of(new SendPass(Operation.UPDATE, Which.KNOWN), new SendPass(operation, Which.UNKNOWN));
        }
        return operation == Operation.UPSERT && mapping.gone().whenRowGone() == WhenRowGone.FLAG
                ? List.of(new SendPass(Operation.UPDATE, Which.FLAGS), new SendPass(operation, Which.ROWS))
                : List.of(new SendPass(operation, Which.ALL));
    }
}
