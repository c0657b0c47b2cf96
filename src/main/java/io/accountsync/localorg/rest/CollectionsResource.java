package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.RecordSaver;
import io.accountsync.localorg.data.SaveOptions;
import io.accountsync.localorg.data.SaveResult;
import io.accountsync.localorg.rest.RecordParser.Collection;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * {@code composite/sobjects}: up to 200 records a call. A well-formed call is always answered with 200 and one result per
 * record in the order sent, however many of them failed.
 */
final class CollectionsResource {

    private static final int FIRST_VERSION_WITH_UPSERT = 46;
    private static final int MOST_RECORDS = 200;

    private final OrgData org;
    private final RecordSaver saver;
    private final IntConsumer upserted;
    private final RecordParser parser;

    /** @param upserted told how many records each upsert call saved */
    CollectionsResource(OrgData org, IntConsumer upserted) {
        this.org = org;
        this.saver = new RecordSaver(org);
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
}
