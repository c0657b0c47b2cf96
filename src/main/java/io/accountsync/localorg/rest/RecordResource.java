package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.RecordDraft;
import io.accountsync.localorg.data.RecordRemover;
import io.accountsync.localorg.data.RecordSaver;
import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.data.SaveResult;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import java.util.List;
import java.util.Optional;

/** {@code sobjects/{type}/{id}}: one record, found by its id. */
final class RecordResource {

    private final OrgData org;
    private final RecordSaver saver;
    private final RecordRemover remover;
    private final RecordParser parser;

    RecordResource(OrgData org) {
        this.org = org;
        this.saver = new RecordSaver(org);
        this.remover = new RecordRemover(org);
        this.parser = new RecordParser(org.schema(), 1);
    }

    /** {@code POST sobjects/{type}}: 201 with the id and a Location. */
    RestAnswer create(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        RecordDraft draft = parser.single(request.body(), type);
        SaveResult result = one(saver.insert(List.of(draft), SaveHeaders.read(request, false)));
        return RestAnswer.json(201, Json.write(out -> SaveResultJson.write(out, result, false)))
                .withHeader("Location", request.root() + "/sobjects/" + type.name() + "/" + result.id());
    }

    /** {@code POST sobjects/{type}/Id}: a new record, by the path of an upsert whose External ID is the Id, of which there is none. */
    RestAnswer createByNoId(RestRequest request) {
        if (!request.path().get(2).equalsIgnoreCase("Id")) {
            throw RestException.methodNotAllowed("POST", "GET,HEAD,PATCH,DELETE");
        }
        return create(request);
    }

    /** {@code GET sobjects/{type}/{id}}, with {@code ?fields=A,B} only those. */
    RestAnswer read(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        String id = id(type, request.path().get(2));
        List<Field> fields = RecordJson.fields(type, request.query().get("fields"));
        byte[] body = org.locked(() -> {
            requireThere(id);
            return RecordJson.write(org.record(id), fields, request.root());
        });
        return RestAnswer.json(200, body);
    }

    /** {@code PATCH sobjects/{type}/{id}}: 204. */
    RestAnswer update(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        String id = id(type, request.path().get(2));
        requireThere(id);
        RecordDraft draft = parser.single(request.body(), type);
        if (draft.id() != null) {
            throw RestException.badRequest(
                    "INVALID_FIELD", "The Id field should not be specified in the sobject data.", "Id");
        }
        one(saver.update(List.of(draft.withId(id)), SaveHeaders.read(request, false)));
        return RestAnswer.noContent(204);
    }

    /** {@code DELETE sobjects/{type}/{id}}: 204, and 404 the second time. */
    RestAnswer delete(RestRequest request) {
        SObjectType type = Paths.type(org.schema(), request.path().get(1));
        String id = id(type, request.path().get(2));
        requireThere(id);
        one(remover.delete(List.of(id), SaveHeaders.read(request, false)));
        return RestAnswer.noContent(204);
    }

    /** 404 for an id that no record has, and for a deleted record. */
    private void requireThere(String id) {
        Optional<Boolean> deleted =
                org.locked(() -> Optional.ofNullable(org.record(id)).map(RecordView::deleted));
        if (deleted.orElseThrow(RestException::notFound)) {
            throw new RestException(404, "ENTITY_IS_DELETED", "entity is deleted");
        }
    }

    private static String id(SObjectType type, String text) {
        return SalesforceId.parse(text)
                .filter(id -> id.startsWith(type.keyPrefix()))
                .orElseThrow(() -> new RestException(
                        404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + text));
    }

    static SaveResult one(List<SaveResult> results) {
        SaveResult result = results.get(0);
        if (!result.success()) {
            throw RestException.refused(result.errors());
        }
        return result;
    }
}
