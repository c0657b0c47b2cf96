package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.Conversion;
import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.RecordDraft;
import io.accountsync.localorg.data.RecordRemover;
import io.accountsync.localorg.data.RecordSaver;
import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.data.SaveResult;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.util.List;
import java.util.function.IntConsumer;

/** {@code sobjects/{type}/{field}/{value}}: one record, found by an External ID. */
final class UpsertResource {

    private static final int FIRST_VERSION_WITH_CREATED = 46;

    private final OrgData org;
    private final RecordSaver saver;
    private final RecordRemover remover;
    private final IntConsumer upserted;
    private final RecordParser parser;

    UpsertResource(OrgData org, IntConsumer upserted) {
        this.org = org;
        this.saver = new RecordSaver(org);
        this.remover = new RecordRemover(org);
        this.upserted = upserted;
        this.parser = new RecordParser(org.schema(), 1);
    }

    /**
     * {@code PATCH}: 201 for a new record; for a known one 200 from v46 on and 204 before; 300 with the records' addresses
     * when several have that value, and nothing is changed.
     */
    RestAnswer upsert(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        Field key = Paths.upsertKey(type, request.path().get(2));
        RecordDraft draft = parser.single(request.body(), type);
        if (draft.id() != null || draft.sets(key)) {
            String name = draft.id() != null ? "Id" : key.name();
            throw RestException.badRequest(
                    "INVALID_FIELD", "The " + name + " field should not be specified in the sobject data.", name);
        }
        String value = request.path().get(3);
        List<String> found = matches(type, key, value, request.root());
        if (found.size() > 1) {
            return RestAnswer.json(300, Json.write(found));
        }
        if (found.isEmpty() && "true".equalsIgnoreCase(request.query().get("updateOnly"))) {
            throw RestException.notFound();
        }
        return save(
                request,
                type,
                key,
                key.kept() == Field.Kept.ID ? draft.withId(value) : draft.set(key, keyValue(key, value)));
    }

    /** {@code GET}: the record, or 300 with the addresses of several. */
    RestAnswer read(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        Field key = Paths.upsertKey(type, request.path().get(2));
        List<Field> fields = RecordJson.fields(type, request.query().get("fields"));
        List<String> found = matches(type, key, request.path().get(3), request.root());
        if (found.isEmpty()) {
            throw RestException.notFound();
        }
        if (found.size() > 1) {
            return RestAnswer.json(300, Json.write(found));
        }
        return RestAnswer.json(200, org.locked(() -> {
            RecordView record =
                    org.byKey(type, key, keyValue(key, request.path().get(3))).get(0);
            return RecordJson.write(record, fields, request.root());
        }));
    }

    /** {@code DELETE}: 204; 300 with the addresses of several, of which none is deleted. */
    RestAnswer delete(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        Field key = Paths.upsertKey(type, request.path().get(2));
        List<String> found = matches(type, key, request.path().get(3), request.root());
        if (found.isEmpty()) {
            throw RestException.notFound();
        }
        if (found.size() > 1) {
            return RestAnswer.json(300, Json.write(found));
        }
        String id = found.get(0).substring(found.get(0).lastIndexOf('/') + 1);
        RecordResource.one(remover.delete(List.of(id), SaveHeaders.read(request, false)));
        return RestAnswer.noContent(204);
    }

    private RestAnswer save(RestRequest request, SObjectType type, Field key, RecordDraft draft) {
        SaveResult result = RecordResource.one(saver.upsert(List.of(draft), key, SaveHeaders.read(request, false)));
        upserted.accept(1);
        boolean saysCreated = request.version() >= FIRST_VERSION_WITH_CREATED;
        if (!result.created() && !saysCreated) {
            return RestAnswer.noContent(204);
        }
        byte[] body = Json.write(out -> SaveResultJson.write(out, result, saysCreated));
        return result.created()
                ? RestAnswer.json(201, body)
                        .withHeader("Location", request.root() + "/sobjects/" + type.name() + "/" + result.id())
                : RestAnswer.json(200, body);
    }

    private List<String> matches(SObjectType type, Field key, String value, String root) {
        if (key.kept() == Field.Kept.ID) {
            return List.of(root + "/sobjects/" + type.name() + "/" + value);
        }
        Object converted = keyValue(key, value);
        return org.locked(() -> org.byKey(type, key, converted).stream()
                .map(record -> root + "/sobjects/" + type.name() + "/" + record.id())
                .toList());
    }

    private static Object keyValue(Field key, String text) {
        Object value = Conversion.ofJson(key, text);
        if (value == null || value == Conversion.UNFIT) {
            throw RestException.notFound();
        }
        return value;
    }
}
