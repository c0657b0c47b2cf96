package io.accountsync.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.JsonText;
import io.accountsync.restore.RestoreReport;
import io.accountsync.restore.Restored;
import io.accountsync.restore.RestoredLookup;
import io.accountsync.run.RunStatus;
import io.accountsync.salesforce.OrgIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A restoration as one JSON object: {@code records}, as they come, then {@code lookups}, and then what the report has. Of one that is
 * broken off it says how and why instead of that.
 */
final class RestoreJson implements RestoreOutput {
    private final JsonDocument out;
    private final List<Lookup> lookups = new ArrayList<>();
    private final JsonGenerator json;
    private boolean ended;

    private record Record(
            String key, String externalId, String way, String id, String newId, String code, String message) {
        static Record of(Restored record) {
            return new Record(
                    record.key().key(),
                    record.key().externalId(),
                    word(record.way()),
                    record.oldId(),
                    record.newId(),
                    record.code(),
                    record.message());
        }
    }

    private record Lookup(
            String key,
            String externalId,
            String id,
            String field,
            String pointedTo,
            boolean set,
            String pointsTo,
            String why) {
        static Lookup of(RestoredLookup lookup) {
            return new Lookup(
                    lookup.key().key(),
                    lookup.key().externalId(),
                    lookup.recordId(),
                    lookup.field(),
                    lookup.pointedTo(),
                    lookup.isSet(),
                    lookup.pointsTo(),
                    lookup.reason());
        }
    }

    /** All of a report but records and lookups. */
    private record Outcome(
            String sync,
            RunStatus status,
            int exitCode,
            String message,
            OrgIdentity org,
            String object,
            boolean dryRun,
            Map<String, Long> counts,
            long lookupsSet,
            long lookupsLeftOut,
            long apiCalls) {
        static Outcome of(RestoreReport report) {
            Map<String, Long> counts = new TreeMap<>();
            for (Restored.Way way : Restored.Way.values()) {
                counts.put(word(way), report.count(way));
            }
            return new Outcome(
                    report.sync(),
                    report.status(),
                    report.exitCode(),
                    report.message(),
                    report.org(),
                    report.object(),
                    report.dryRun(),
                    counts,
                    report.lookupsSet(),
                    report.lookupsLeftOut(),
                    report.apiCalls());
        }
    }

    RestoreJson(JsonDocument out) throws IOException {
        this.out = out;
        synchronized (out) {
            json = JsonText.generator(out);
            json.writeStartObject();
            json.writeArrayFieldStart("records");
            out.begin(this::end);
        }
    }

    private static String word(Restored.Way way) {
        return way.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void record(Restored record) {
        synchronized (out) {
            if (!ended) {
                try {
                    json.writeObject(Record.of(record));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** There are few of them, so that they can be kept until the records are over. */
    @Override
    public void lookup(RestoredLookup lookup) {
        synchronized (out) {
            lookups.add(Lookup.of(lookup));
        }
    }

    @Override
    public void end(RestoreReport report) {
        try {
            end(Outcome.of(report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(Object rest) throws IOException {
        synchronized (out) {
            if (ended) {
                return;
            }
            ended = true;
            json.writeEndArray();
            json.writeFieldName("lookups");
            json.writeObject(lookups);
            for (Map.Entry<String, JsonNode> field : JsonText.tree(rest).properties()) {
                json.writeFieldName(field.getKey());
                json.writeTree(field.getValue());
            }
            json.writeEndObject();
            json.close();
            out.write(System.lineSeparator());
            out.flush();
        }
    }
}
