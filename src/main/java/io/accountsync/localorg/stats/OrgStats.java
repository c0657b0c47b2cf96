package io.accountsync.localorg.stats;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the org was asked and did, counted since it started or since {@link #reset}. Safe for use by many threads. */
public final class OrgStats {

    private static final int MOST_SEEN = 10_000;

    private final Map<CallKind, Long> calls = new EnumMap<>(CallKind.class);
    private final ArrayDeque<SeenCall> seen = new ArrayDeque<>();
    private long apiCalls;
    private long recordsUpserted;
    private int collectionsInFlight;
    private int mostCollectionsInFlight;

    /** Counts a call when it arrives. Whoever calls this calls {@link #ended} once for it. */
    public synchronized void arrived(SeenCall call) {
        calls.merge(call.kind(), 1L, Long::sum);
        seen.add(call);
        if (seen.size() > MOST_SEEN) {
            seen.remove();
        }
        if (call.kind() == CallKind.COLLECTIONS) {
            mostCollectionsInFlight = Math.max(mostCollectionsInFlight, ++collectionsInFlight);
        }
    }

    /** Notes that a call was answered, or that its connection is gone. */
    public synchronized void ended(SeenCall call) {
        if (call.kind() == CallKind.COLLECTIONS) {
            collectionsInFlight--;
        }
    }

    /** Counts a call that Salesforce counts against the daily limit. */
    public synchronized void counted() {
        apiCalls++;
    }

    /** Counts records that an upsert saved. */
    public synchronized void upserted(int records) {
        recordsUpserted += records;
    }

    /** Calls of that kind, refused ones included. */
    public synchronized long calls(CallKind kind) {
        return calls.getOrDefault(kind, 0L);
    }

    /** Calls that Salesforce would have counted against the daily limit. */
    public synchronized long apiCalls() {
        return apiCalls;
    }

    /** Requests for tokens, whatever the grant and whether granted or not. */
    public synchronized long tokenRequests() {
        return calls.getOrDefault(CallKind.TOKEN, 0L);
    }

    /** Records that upserts created or changed: single ones, collections and Bulk jobs. */
    public synchronized long recordsUpserted() {
        return recordsUpserted;
    }

    /** Collections calls being worked on now. */
    public synchronized int collectionsInFlight() {
        return collectionsInFlight;
    }

    /** The most collections calls that were being worked on at one moment. */
    public synchronized int mostCollectionsInFlight() {
        return mostCollectionsInFlight;
    }

    /** The newest calls, oldest first, 10,000 at most; those to {@code /local-org} are not among them. */
    public synchronized List<SeenCall> seen() {
        return List.copyOf(seen);
    }

    /** The addresses of {@link #seen}: path and query string as sent. */
    public List<String> requestUrls() {
        return seen().stream().map(SeenCall::url).toList();
    }

    /** All counters by name, for JSON. */
    public synchronized Map<String, Object> toMap() {
        Map<String, Object> byKind = new LinkedHashMap<>();
        calls.forEach((kind, count) -> byKind.put(kind.name().toLowerCase(Locale.ROOT), count));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("calls", byKind);
        all.put("apiCalls", apiCalls);
        all.put("recordsUpserted", recordsUpserted);
        all.put("collectionsInFlight", collectionsInFlight);
        all.put("mostCollectionsInFlight", mostCollectionsInFlight);
        all.put("tokenRequests", tokenRequests());
        return all;
    }

    /** Starts counting anew; calls under way stay counted as being in flight. */
    public synchronized void reset() {
        calls.clear();
        seen.clear();
        apiCalls = 0;
        recordsUpserted = 0;
        mostCollectionsInFlight = collectionsInFlight;
    }
}
