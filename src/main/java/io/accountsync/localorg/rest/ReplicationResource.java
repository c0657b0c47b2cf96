package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code sobjects/{type}/updated} and {@code deleted}: what changed in a span of time, for clients that replicate. */
public final class ReplicationResource {

    private final OrgData org;
    private final Clock clock;
    private final Limits limits;

    /**
     * How far back and how much.
     *
     * @param since before which no span may start, null for no such moment but 30 days ago
     * @param mostIds how many ids one answer may have
     */
    public record Limits(Instant since, int mostIds) {}

    /** Shows the records of that org. */
    public ReplicationResource(OrgData org, Clock clock, Limits limits) {
        this.org = org;
        this.clock = clock;
        this.limits = limits;
    }

    /** Answers all paths of replication. */
    public void addTo(Resources resources) {
        resources
                .on("GET", "recent", ReplicationResource::recent)
                .on("GET", "sobjects/{type}/updated", this::updated)
                .on("GET", "sobjects/{type}/deleted", this::deleted);
    }

    /** An API user looks at nothing in the browser, so there is nothing. */
    private static RestAnswer recent(RestRequest request) {
        return RestAnswer.json(200, Json.write(List.of()));
    }

    private RestAnswer updated(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        ReplicationSpan span = ReplicationSpan.of(request, clock, limits.since());
        Field changed = type.field("SystemModstamp");
        List<String> ids = org.locked(() -> org.records(type, false)
                .filter(record -> span.has(record.value(changed)))
                .map(RecordView::id)
                .toList());
        requireNotTooMany(ids);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ids", ids);
        answer.put("latestDateCovered", ReplicationSpan.text(span.covered()));
        return RestAnswer.json(200, Json.write(answer));
    }

    private RestAnswer deleted(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        ReplicationSpan span = ReplicationSpan.of(request, clock, limits.since());
        return RestAnswer.json(200, org.locked(() -> Json.write(deleted(type, span))));
    }

    private Map<String, Object> deleted(SObjectType type, ReplicationSpan span) {
        if (org.goneUntil(type, true) > span.start().toEpochMilli()) {
            throw ReplicationSpan.invalid("startDate before the earliest date available");
        }
        Field changed = type.field("SystemModstamp");
        List<Map<String, Object>> records = org.records(type, true)
                .filter(RecordView::deleted)
                .filter(record -> span.has(record.value(changed)))
                .map(record -> deleted(record, changed))
                .toList();
        requireNotTooMany(records);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("deletedRecords", records);
        answer.put("earliestDateAvailable", ReplicationSpan.text(earliest(type)));
        answer.put("latestDateCovered", ReplicationSpan.text(span.covered()));
        return answer;
    }

    /** When the last record was deleted of which nothing is left; the oldest start that may be where there is none. */
    private Instant earliest(SObjectType type) {
        long gone = org.goneUntil(type, false);
        if (gone > 0) {
            return Instant.ofEpochMilli(gone);
        }
        return limits.since() == null ? ReplicationSpan.oldestStart(clock) : limits.since();
    }

    private static Map<String, Object> deleted(RecordView record, Field changed) {
        Map<String, Object> deleted = new LinkedHashMap<>();
        deleted.put("deletedDate", record.value(changed));
        deleted.put("id", record.id());
        return deleted;
    }

    private void requireNotTooMany(List<?> ids) {
        if (ids.size() > limits.mostIds()) {
            throw RestException.badRequest(
                    "EXCEEDED_ID_LIMIT",
                    "exceeded the limit of " + limits.mostIds() + " ids; choose dates closer together");
        }
    }
}
