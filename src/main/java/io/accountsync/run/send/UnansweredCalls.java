package io.accountsync.run.send;

import io.accountsync.run.RecordResult;
import io.accountsync.run.Run;
import io.accountsync.run.sync.RunMode;
import io.accountsync.salesforce.CallError;
import java.util.Collection;
import java.util.Optional;

/**
 * What becomes of records whose call failed as a whole, however often it was made. A run defers them, and the next one sends them. A
 * stream that went on would defer whatever comes while the org is away, and call that an outcome: it stops instead.
 */
final class UnansweredCalls {
    private static final int OF_A_RECORD = 200;

    private UnansweredCalls() {}

    /** Why a stream stops; empty where it goes on, and for a run. */
    static Optional<String> reason(Run run, Collection<RecordResult> results) {
        if (run.mode() != RunMode.STREAM) {
            return Optional.empty();
        }
        return results.stream()
                .filter(result -> result.kind() == RecordResult.Kind.RETRY)
                .map(RecordResult::error)
                .filter(error -> error.status() != OF_A_RECORD)
                .findFirst()
                .map(UnansweredCalls::sentence);
    }

    private static String sentence(CallError error) {
        return "Salesforce did not carry out a call, however often it was made: "
                + (error.status() == 0 ? "" : "HTTP " + error.status() + ", ") + error.code();
    }
}
