package io.accountsync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.state.RecordTrace.Confirmed;
import io.accountsync.state.RecordTrace.Trace;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.RunLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of a record, for people and as JSON. */
final class TraceText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final RunLog runs;
    private final Map<String, WrittenKey> keys;
    private final boolean payload;
    private final StringBuilder text = new StringBuilder();

    /** @param keys of the records for people, by sync */
    TraceText(RunLog runs, Map<String, WrittenKey> keys, boolean payload) {
        this.runs = runs;
        this.keys = keys;
        this.payload = payload;
    }

    String of(String key, Map<String, Trace> found) {
        if (found.isEmpty()) {
            text.append(String.format("Nothing is known of %s: it was never sent, or it was forgotten.%n", key));
        }
        found.forEach((sync, trace) -> {
            text.append(String.format("%s, sync %s%n", heading(key, keys.get(sync)), sync));
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
            if (trace.parked() != null) {
                parked(trace);
            }
            if (trace.onItsWay()) {
                line("On its way", "in a call that is not judged yet; after a crash the next run sends its row again");
            }
            if (trace.doubtUntil() != null) {
                line(
                        "In doubt",
                        "until " + Instant.ofEpochMilli(trace.doubtUntil())
                                + ": a call of it got no answer and may come late; later runs compare it with Salesforce");
            }
        });
        return text.toString();
    }

    /** Of what Salesforce confirmed only the compared form is kept; whoever wrote another one sees that it is meant. */
    private static String heading(String asked, WrittenKey key) {
        return key.externalId() == null
                        && !key.key().equals(asked.strip())
                        && key.key().equalsIgnoreCase(asked.strip())
                ? "compared as " + key.key()
                : key.text();
    }

    String json(Map<String, Trace> found) {
        List<Map<String, Object>> records = new ArrayList<>();
        found.forEach((sync, trace) -> records.add(json(sync, trace)));
        try {
            return JSON.writeValueAsString(records) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps always make JSON", e);
        }
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

    private void parked(Trace trace) {
        RejectedAttempts parked = trace.parked();
        RejectedRecord record = parked.record();
        line(
                "Refused",
                record.code() + " (" + record.errorClass() + ")"
                        + (record.fields() == null ? "" : ", " + record.fields()));
        if (record.message() != null) {
            line("", record.message());
        }
        if (parked.place() != null) {
            line("Place", parked.place());
        }
        line(
                "Attempts",
                parked.attempts() + ", first " + Instant.ofEpochMilli(parked.firstAt()) + ", last "
                        + Instant.ofEpochMilli(parked.lastAt()));
        line("Next", next(record.errorClass(), trace.due()));
        if (payload) {
            line("Payload", record.payload() == null ? "not kept" : record.payload());
        }
    }

    private static String next(String errorClass, boolean due) {
        if (due) {
            return "the next run sends it again, since somebody asked for that";
        }
        return switch (errorClass) {
            case "retry", "later" -> "the next run sends it again by itself";
            default -> "nothing, until its row or the mapping changes, or what Salesforce refused it for is mended";
        };
    }

    private String run(Long runId) {
        if (runId == null) {
            return "";
        }
        return runs.find(runId)
                .map(run -> ", run " + runId + " (" + run.mode() + ", " + run.status() + ")")
                .orElse(", run " + runId);
    }

    private Map<String, Object> json(String sync, Trace trace) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sync", sync);
        json.put("key", trace.key());
        json.put("external_id", keys.get(sync).externalId());
        json.put("on_its_way", trace.onItsWay());
        json.put("confirmed", trace.confirmed() == null ? null : json(trace.confirmed()));
        json.put(
                "missing_since",
                trace.missingSince() == null
                        ? null
                        : Instant.ofEpochMilli(trace.missingSince()).toString());
        json.put("rejected", trace.parked() == null ? null : json(trace.parked(), trace.due()));
        return json;
    }

    private static Map<String, Object> json(Confirmed confirmed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("salesforce_id", confirmed.salesforceId());
        json.put("fingerprint", confirmed.fingerprint());
        json.put("sent_at", Instant.ofEpochMilli(confirmed.sentAt()).toString());
        json.put("run_id", confirmed.runId());
        return json;
    }

    private Map<String, Object> json(RejectedAttempts parked, boolean due) {
        RejectedRecord record = parked.record();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error_class", record.errorClass());
        json.put("code", record.code());
        json.put("message", record.message());
        json.put("fields", record.fields());
        json.put("place", parked.place());
        json.put("attempts", parked.attempts());
        json.put("first_at", Instant.ofEpochMilli(parked.firstAt()).toString());
        json.put("last_at", Instant.ofEpochMilli(parked.lastAt()).toString());
        json.put("due", due);
        if (payload) {
            json.put("payload", record.payload());
        }
        return json;
    }

    private void line(String name, String what) {
        text.append(String.format("  %-11s %s%n", name, what));
    }
}
