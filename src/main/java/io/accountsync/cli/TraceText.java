package io.accountsync.cli;

import io.accountsync.mapping.RecordKeys;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.source.TopicOffset;
import io.accountsync.state.RecordTrace.Confirmed;
import io.accountsync.state.RecordTrace.Trace;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.RunLog;
import io.accountsync.state.StreamTrace;
import io.accountsync.status.NextStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is known of a record, for people. */
final class TraceText {
    private final RunLog runs;
    private final Map<String, WrittenKey> keys;
    private final boolean payload;
    private final TextLines text = new TextLines(11);

    /** @param keys of the records for people, by sync */
    TraceText(RunLog runs, Map<String, WrittenKey> keys, boolean payload) {
        this.runs = runs;
        this.keys = keys;
        this.payload = payload;
    }

    String of(String key, Map<String, Trace> found) {
        if (found.isEmpty()) {
            text.line("%s", unknown(key));
        }
        found.forEach((sync, trace) -> {
            text.line("%s, sync %s", heading(key, keys.get(sync)), sync);
            if (trace.confirmed() == null) {
                line("Confirmed", "never");
            } else {
                confirmed(trace.confirmed());
            }
            if (trace.missingSince() != null) {
                line(
                        "Missing",
                        "from the source since a run that ended at " + Instant.ofEpochMilli(trace.missingSince())
                                + "; it stays in Salesforce");
            }
            if (trace.waitsFor() != null) {
                line(
                        "Waits",
                        "to be deleted, since its row is gone, until the sync " + trace.waitsFor()
                                + ", whose records hang on it, has completed a run");
            }
            if (!trace.alsoOf().isEmpty()) {
                line(
                        "Kept",
                        "though its row is gone: the sync " + String.join(" and ", trace.alsoOf())
                                + " has the record now");
            }
            trace.deletions().forEach(deletion -> line("Deletion", DeletionText.of(deletion)));
            trace.lookups().forEach(lookup -> line("Lookup", DeletionText.of(lookup, sync)));
            if (trace.rejection() != null) {
                rejection(trace);
            }
            streams(trace.streams());
            if (trace.onItsWay()) {
                line("On its way", "in a call that is not judged yet; after a crash the next run sends its row again");
            }
            if (trace.doubtUntil() != null) {
                line(
                        "In doubt",
                        "until " + Instant.ofEpochMilli(trace.doubtUntil())
                                + ": it is not known whether a call of it was carried out, or will be; later runs compare it with Salesforce");
            }
        });
        return text.toString();
    }

    /** Said on the error output where the output is JSON. */
    static String unknown(String key) {
        return "Nothing is known of " + key + ": it was never sent, or it was forgotten."
                + NumberSpelling.hint(List.of(key));
    }

    /** Of what Salesforce confirmed only the compared form is kept; whoever wrote another one sees that it is meant. */
    private static String heading(String asked, WrittenKey key) {
        String written = asked.strip();
        boolean isMeant = key.externalId() == null
                && (key.key().equalsIgnoreCase(written) || key.key().equals(new RecordKeys(false).of(written)));
        return isMeant ? new WrittenKey(key.key(), written).text() : key.text();
    }

    private void confirmed(Confirmed confirmed) {
        line("Confirmed", Instant.ofEpochMilli(confirmed.sentAt()) + run(confirmed.runId()));
        line("Salesforce", confirmed.salesforceId() == null ? "id not known" : confirmed.salesforceId());
        line(
                "Fingerprint",
                confirmed.fingerprint() == null
                        ? "none: what Salesforce has is not known, so that the next row is sent whatever it holds"
                        : confirmed.fingerprint() + ", of what was sent last");
    }

    private void streams(StreamTrace.Found streams) {
        streams.versions()
                .forEach(version -> line(
                        "Version",
                        place(version) + " of " + version.origin() + ", last seen "
                                + Instant.ofEpochMilli(version.seenAt())));
        if (streams.claim() != null) {
            line("Claimed", "by " + streams.claim().name() + process(streams.claim()));
        }
    }

    /** An offset also where its topic was made again, whose offsets are kept behind those before. */
    private static String place(StreamTrace.Version version) {
        TopicOffset place = TopicOffset.of(version.version());
        return version.origin().startsWith("kafka:") && place.number() > 0
                ? place.offset() + " (of topic " + (place.number() + 1) + " of this name)"
                : Long.toString(version.version());
    }

    private static String process(StreamTrace.Claim claim) {
        if (claim.process() != null) {
            return ", in " + claim.process() + ": nobody else sends it meanwhile";
        }
        return claim.isOfJob()
                ? ": nobody else sends it until a run has seen the end of the job"
                : " whose lease has ended: whoever needs the record next takes it over";
    }

    private void rejection(Trace trace) {
        RejectedAttempts rejection = trace.rejection();
        RejectedRecord record = rejection.record();
        line(
                record.errorClass().equals(RejectedRecord.ABSENT) ? "Absent" : "Rejected",
                record.code() + " (" + record.errorClass() + ")"
                        + (NextStep.fields(record) == null ? "" : ", " + record.fields()));
        if (record.message() != null) {
            line("", record.message());
        }
        if (rejection.place() != null) {
            line("Place", rejection.place());
        }
        line(
                "Attempts",
                rejection.attempts() + ", first " + Instant.ofEpochMilli(rejection.firstAt()) + ", last "
                        + Instant.ofEpochMilli(rejection.lastAt()));
        line(
                "Next",
                trace.due() ? "the next run sends it again, as requested with failures retry" : NextStep.of(record));
        if (payload) {
            line("Payload", record.payload() == null ? "not kept" : record.payload());
        }
    }

    private String run(Long runId) {
        if (runId == null) {
            return "";
        }
        return runs.find(runId)
                .map(run -> run.mode().equals(RunLog.STREAM)
                        ? ", by a stream: session " + runId + " (" + run.status() + ")"
                        : ", run " + runId + " (" + run.mode() + ", " + run.status() + ")")
                .orElse(", run " + runId);
    }

    private void line(String name, String what) {
        text.named(name, "%s", what);
    }
}
