package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** {@code sobjects/{type}/updated} and {@code deleted}: what changed in a span of time, for clients that replicate. */
final class ReplicationResource {

    private static final DateTimeFormatter STORED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'");
    private static final DateTimeFormatter SENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX][X]");

    private final OrgData org;

    ReplicationResource(OrgData org) {
        this.org = org;
    }

    /** {@code GET recent}: an API user looks at nothing in the browser, so there is nothing. */
    static RestAnswer recent(RestRequest request) {
        return RestAnswer.json(200, Json.write(List.of()));
    }

    RestAnswer updated(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        Predicate<RecordView> inSpan = inSpan(request, type);
        List<String> ids = org.locked(() ->
                org.records(type, false).filter(inSpan).map(RecordView::id).toList());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ids", ids);
        answer.put("latestDateCovered", moment(request, "end"));
        return RestAnswer.json(200, Json.write(answer));
    }

    RestAnswer deleted(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        Predicate<RecordView> inSpan = inSpan(request, type);
        List<Map<String, Object>> records = org.locked(() -> org.records(type, true)
                .filter(RecordView::deleted)
                .filter(inSpan)
                .map(record -> deleted(record, type))
                .toList());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("deletedRecords", records);
        answer.put("earliestDateAvailable", moment(request, "start"));
        answer.put("latestDateCovered", moment(request, "end"));
        return RestAnswer.json(200, Json.write(answer));
    }

    private static Map<String, Object> deleted(RecordView record, SObjectType type) {
        Map<String, Object> deleted = new LinkedHashMap<>();
        deleted.put("deletedDate", record.value(type.field("SystemModstamp")));
        deleted.put("id", record.id());
        return deleted;
    }

    /** Stored moments order like their texts. */
    private static Predicate<RecordView> inSpan(RestRequest request, SObjectType type) {
        String start = moment(request, "start");
        String end = moment(request, "end");
        Field changed = type.field("SystemModstamp");
        return record -> {
            String at = record.value(changed).toString();
            return at.compareTo(start) >= 0 && at.compareTo(end) <= 0;
        };
    }

    private static String moment(RestRequest request, String param) {
        try {
            return STORED.format(OffsetDateTime.parse(request.query().getOrDefault(param, ""), SENT)
                    .withOffsetSameInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw RestException.badRequest("INVALID_REPLICATION_DATE", param + " must be an ISO 8601 moment");
        }
    }
}
