package io.accountsync.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.JsonText;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.state.Deletion;
import io.accountsync.state.LeftOutLookup;
import io.accountsync.state.RecordTrace;
import io.accountsync.state.RecordTrace.Trace;
import io.accountsync.state.StreamTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is known of a record of one sync, as JSON. */
public record TraceJson(
        String sync,
        String key,
        String externalId,
        boolean onItsWay,
        Confirmed confirmed,
        Instant missingSince,
        String waitsFor,
        Set<String> alsoOf,
        Rejected rejected,
        List<Deleted> deletions,
        List<Lookup> lookups,
        Claim claim,
        List<Version> versions) {

    /** Who has it in hands; the process is null where the lease has ended. */
    private record Claim(String by, String process) {}

    private record Version(String origin, long version, Instant seenAt) {
        static Version of(StreamTrace.Version version) {
            return new Version(version.origin(), version.version(), Instant.ofEpochMilli(version.seenAt()));
        }
    }

    private record Deleted(
            String salesforceId,
            String status,
            Long runId,
            Instant intendedAt,
            Instant endedAt,
            String code,
            String restoredId) {
        static Deleted of(Deletion deletion) {
            return new Deleted(
                    deletion.salesforceId(),
                    deletion.status().word(),
                    deletion.runId(),
                    Instant.ofEpochMilli(deletion.intendedAt()),
                    deletion.endedAt() == null ? null : Instant.ofEpochMilli(deletion.endedAt()),
                    deletion.code(),
                    deletion.restoredId());
        }
    }

    /** One that a restored record may lack. */
    private record Lookup(String id, String field, String pointedTo) {
        static Lookup of(LeftOutLookup lookup) {
            return new Lookup(lookup.deletion().restoredId(), lookup.field(), lookup.targetId());
        }
    }

    private record Confirmed(String salesforceId, String fingerprint, Instant sentAt, Long runId) {
        static Confirmed of(RecordTrace.Confirmed confirmed) {
            return new Confirmed(
                    confirmed.salesforceId(),
                    confirmed.fingerprint(),
                    Instant.ofEpochMilli(confirmed.sentAt()),
                    confirmed.runId());
        }
    }

    /** With what would have been sent, where somebody asked for it. */
    private record Rejected(
            @JsonUnwrapped RejectionJson rejection,
            boolean due,
            @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode payload) {
        static Rejected of(Trace trace, boolean payload) {
            return new Rejected(
                    RejectionJson.of(trace.rejection()),
                    trace.due(),
                    payload ? JsonText.tree(trace.rejection().record().payload()) : null);
        }
    }

    /**
     * An element for each sync.
     *
     * @param payload whether to show what would have been sent
     */
    public static List<TraceJson> of(Traces traces, boolean payload) {
        List<TraceJson> records = new ArrayList<>();
        traces.found()
                .forEach((sync, trace) -> records.add(of(sync, traces.written().get(sync), trace, payload)));
        return records;
    }

    private static TraceJson of(String sync, WrittenKey key, Trace trace, boolean payload) {
        return new TraceJson(
                sync,
                trace.key(),
                key.externalId(),
                trace.onItsWay(),
                trace.confirmed() == null ? null : Confirmed.of(trace.confirmed()),
                trace.missingSince() == null ? null : Instant.ofEpochMilli(trace.missingSince()),
                trace.waitsFor(),
                trace.alsoOf(),
                trace.rejection() == null ? null : Rejected.of(trace, payload),
                trace.deletions().stream().map(Deleted::of).toList(),
                trace.lookups().stream().map(Lookup::of).toList(),
                trace.streams().claim() == null
                        ? null
                        : new Claim(
                                trace.streams().claim().name(),
                                trace.streams().claim().process()),
                trace.streams().versions().stream().map(Version::of).toList());
    }
}
