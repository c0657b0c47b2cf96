package io.accountsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.RecordRemover;
import io.accountsync.localorg.data.RecordSaver;
import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.data.SaveOptions;
import io.accountsync.localorg.data.SaveResult;
import io.accountsync.localorg.rest.RecordParser.Collection;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * {@code composite/sobjects}: up to 200 records a call. A well-formed call is always answered with 200 and one result per
 * record in the order sent, however many of them failed.
 */
final class CollectionsResource {

    private static final int FIRST_VERSION_WITH_UPSERT = 46;
    private static final int MOST_RECORDS = 200;
    private static final int MOST_READ = 2000;

    private final OrgData org;
    private final RecordSaver saver;
    private final RecordRemover remover;
    private final IntConsumer upserted;
    private final RecordParser parser;

    /** @param upserted notified how many records each upsert call saved */
    CollectionsResource(OrgData org, IntConsumer upserted) {
        this.org = org;
        this.saver = new RecordSaver(org);
        this.remover = new RecordRemover(org);
        this.upserted = upserted;
        this.parser = new RecordParser(org.schema(), MOST_RECORDS);
    }

    /** {@code PATCH composite/sobjects/{type}/{field}}. */
    RestAnswer upsert(RestRequest request) {
        if (request.version() < FIRST_VERSION_WITH_UPSERT) {
            throw RestException.notFound();
        }
        SObjectType type = Paths.type(org.schema(), request.path().get(2));
        Field key = Paths.upsertKey(type, request.path().get(3));
        Collection collection = parser.collection(request.body(), type);
        SaveOptions how = SaveHeaders.read(request, collection.allOrNone());
        List<SaveResult> results = saver.upsert(collection.records(), key, how);
        upserted.accept((int) results.stream().filter(SaveResult::success).count());
        return RestAnswer.json(200, SaveResultJson.collection(results, true));
    }

    /** {@code POST composite/sobjects}. */
    RestAnswer insert(RestRequest request) {
        Collection collection = parser.collection(request.body(), null);
        SaveOptions how = SaveHeaders.read(request, collection.allOrNone());
        return RestAnswer.json(200, SaveResultJson.collection(saver.insert(collection.records(), how), false));
    }

    /** {@code PATCH composite/sobjects}. */
    RestAnswer update(RestRequest request) {
        Collection collection = parser.collection(request.body(), null);
        SaveOptions how = SaveHeaders.read(request, collection.allOrNone());
        return RestAnswer.json(200, SaveResultJson.collection(saver.update(collection.records(), how), false));
    }

    /** {@code DELETE composite/sobjects?ids=a,b&allOrNone=}. */
    RestAnswer delete(RestRequest request) {
        List<String> ids = ids(request.query().get("ids"));
        if (ids.isEmpty()) {
            throw RestException.badRequest("REQUIRED_FIELD_MISSING", "At least 1 Id is required.");
        }
        if (ids.size() > MOST_RECORDS) {
            throw RecordParser.tooMany(MOST_RECORDS);
        }
        boolean allOrNone = "true".equalsIgnoreCase(request.query().get("allOrNone"));
        List<SaveResult> results = remover.delete(ids, SaveHeaders.read(request, allOrNone));
        return RestAnswer.json(200, SaveResultJson.collection(results, false));
    }

    /** {@code GET composite/sobjects/{type}?ids=a,b&fields=A,B}: null for an id that does not belong to a record. */
    RestAnswer read(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(2));
        return records(
                request, type, ids(request.query().get("ids")), request.query().get("fields"));
    }

    /** {@code POST composite/sobjects/{type}} with {@code {"ids": […], "fields": […]}}. */
    RestAnswer readPosted(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(2));
        JsonNode body = Json.read(request.body());
        List<String> ids = new ArrayList<>();
        body.path("ids").forEach(id -> ids.add(id.asText()));
        List<String> fields = new ArrayList<>();
        body.path("fields").forEach(field -> fields.add(field.asText()));
        return records(request, type, ids, String.join(",", fields));
    }

    private RestAnswer records(RestRequest request, SObjectType type, List<String> ids, String names) {
        if (names == null || names.isBlank()) {
            throw RestException.badRequest("REQUIRED_FIELD_MISSING", "Required fields are missing: [fields]");
        }
        if (ids.size() > MOST_READ) {
            throw RecordParser.tooMany(MOST_READ);
        }
        List<Field> fields = RecordJson.fields(type, names);
        return RestAnswer.json(
                200,
                org.locked(() -> Json.write(out -> {
                    out.writeStartArray();
                    for (String id : ids) {
                        RecordView record = org.record(id);
                        if (record == null || record.deleted() || record.type() != type) {
                            out.writeNull();
                        } else {
                            RecordJson.writeTo(out, record, fields, request.root());
                        }
                    }
                    out.writeEndArray();
                })));
    }

    private static List<String> ids(String joined) {
        return joined == null || joined.isBlank()
                ? List.of()
                : List.of(joined.strip().split("\\s*,\\s*"));
    }
}
