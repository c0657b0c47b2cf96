package io.accountsync.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionLog;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.RejectedSearch;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncedRecord;
import io.accountsync.state.SyncedRecords;
import io.accountsync.status.NextStep;
import io.accountsync.status.RejectedKeys;
import io.accountsync.status.RejectionJson;
import io.accountsync.status.TraceJson;
import io.accountsync.status.Traces;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Records that have not passed, with reason and link, and all that is known of one. Only for whoever is signed in. */
final class RejectedView {
    private static final int PAGE = 50;

    /** Where pages of deletions are: among those that were refused, or those without an end. */
    private static final String REFUSED = "r:";

    private static final String UNCONFIRMED = "u:";

    private final ConsoleProcess process;
    private final ConsoleState state;
    private final RecordLinks links;

    RejectedView(ConsoleProcess process, ConsoleState state) {
        this.process = process;
        this.state = state;
        this.links = new RecordLinks(process);
    }

    /** @param next where the next page begins; null after the last one */
    private record Page(List<Row> rows, String next) {}

    /**
     * A record.
     *
     * @param shown the key for people
     * @param salesforceId null where the state knows none
     * @param link null where the address of the org is not known, either
     */
    private record Row(
            String key,
            String shown,
            @JsonUnwrapped RejectionJson rejection,
            String nextStep,
            String salesforceId,
            String link) {}

    /** @param links by sync; absent where none is known */
    private record Record(List<TraceJson> syncs, Map<String, String> links) {}

    Answer list(Asked asked) {
        String sync = Known.sync(asked.text("sync"), process, state);
        String after = asked.text("after") == null ? "" : asked.text("after");
        StateDatabase database = state.required();
        List<RejectedAttempts> found =
                new RejectedSearch(database, sync).page(asked.text("code"), asked.text("search"), after, PAGE);
        List<String> keys = found.stream().map(one -> one.record().key()).toList();
        Map<String, SyncedRecord> confirmed = new SyncedRecords(database, sync).find(keys);
        String next = keys.size() < PAGE ? null : keys.get(PAGE - 1);
        return page(database, sync, found, next, one -> {
            SyncedRecord record = confirmed.get(one.record().key());
            return record == null ? null : record.salesforceId();
        });
    }

    /** Records that were to be deleted and are not; then those of which nobody knows whether they are. */
    Answer deletions(Asked asked) {
        String sync = Known.sync(asked.text("sync"), process, state);
        StateDatabase database = state.required();
        DeletionLog log = new DeletionLog(database, sync);
        String after = asked.text("after") == null ? REFUSED : asked.text("after");
        boolean isRefused = after.startsWith(REFUSED);
        String place = after.substring(Math.min(after.length(), REFUSED.length()));
        List<Deletion> found =
                isRefused ? log.refused().page(place, PAGE) : log.unconfirmed().page(place, PAGE);
        String last = found.size() < PAGE ? null : placeOf(found.get(PAGE - 1), isRefused);
        String next = last != null ? (isRefused ? REFUSED : UNCONFIRMED) + last : isRefused ? UNCONFIRMED : null;
        return page(
                database, sync, found.stream().map(RejectedAttempts::of).toList(), next, RejectedAttempts::deletion);
    }

    private static String placeOf(Deletion deletion, boolean isRefused) {
        return isRefused ? deletion.key() : deletion.salesforceId();
    }

    private Answer page(
            StateDatabase database,
            String sync,
            List<RejectedAttempts> found,
            String next,
            Function<RejectedAttempts, String> idOf) {
        RejectedKeys keys = new RejectedKeys(database, sync);
        List<Row> rows = found.stream()
                .map(one -> new Row(
                        one.record().key(),
                        keys.of(one.record()).text(),
                        RejectionJson.of(one),
                        NextStep.of(one),
                        idOf.apply(one),
                        links.to(idOf.apply(one))))
                .toList();
        return Answer.of(new Page(rows, next));
    }

    /** What the command explain says of a key, with what would have been sent. */
    Answer record(Asked asked) {
        String key = asked.text("key");
        if (key == null) {
            throw new RefusedException(400, "This request names no key.");
        }
        Traces traces = Traces.find(state.required(), state.syncs(), key);
        Map<String, String> known = new TreeMap<>();
        traces.found().forEach((sync, trace) -> {
            String link = links.to(
                    trace.confirmed() == null ? null : trace.confirmed().salesforceId());
            if (link != null) {
                known.put(sync, link);
            }
        });
        return Answer.of(new Record(TraceJson.of(traces, true), known));
    }
}
