package io.accountsync.localorg.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.accountsync.localorg.data.RecordDraft;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads records out of a JSON body in one pass. A field that the object lacks and a value of the wrong JSON type fail the
 * whole call with 400, as Salesforce is believed to do; every other fault is the record's own.
 */
final class RecordParser {

    /** What a collections body says. */
    record Collection(boolean allOrNone, List<RecordDraft> records) {}

    private final Schema schema;
    private final int most;

    /** @param most records that one call may carry */
    RecordParser(Schema schema, int most) {
        this.schema = schema;
        this.most = most;
    }

    /** The lone record of a single-record call. */
    RecordDraft single(byte[] body, SObjectType type) {
        return parse(body, parser -> {
            expect(parser, JsonToken.START_OBJECT);
            return new RawRecord().read(parser).bind(schema, type);
        });
    }

    /**
     * The records of a collections call.
     *
     * @param type the object that the call's path names, null when each record names its own
     */
    Collection collection(byte[] body, SObjectType type) {
        return parse(body, parser -> {
            expect(parser, JsonToken.START_OBJECT);
            boolean allOrNone = false;
            List<RecordDraft> records = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("allOrNone")) {
                    allOrNone = parser.getValueAsBoolean();
                } else if (name.equals("records")) {
                    records = records(parser, type);
                } else {
                    parser.skipChildren();
                }
            }
            if (records == null) {
                throw RestException.badRequest("REQUIRED_FIELD_MISSING", "Required fields are missing: [records]");
            }
            return new Collection(allOrNone, records);
        });
    }

    private List<RecordDraft> records(JsonParser parser, SObjectType type) throws IOException {
        List<RecordDraft> records = new ArrayList<>(200);
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrongToken(parser);
        }
        RawRecord raw = new RawRecord();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw wrongToken(parser);
            }
            if (records.size() == most) {
                throw tooMany(most);
            }
            records.add(raw.read(parser).bindNamed(schema, type));
        }
        return records;
    }

    static RestException tooMany(int most) {
        return RestException.badRequest(
                "EXCEEDED_ID_LIMIT",
                "record limit reached. cannot submit more than " + most + " records into this call");
    }

    private interface Reading<T> {
        T from(JsonParser parser) throws IOException;
    }

    private static <T> T parse(byte[] body, Reading<T> reading) {
        if (body.length == 0) {
            throw RestException.badRequest(
                    "JSON_PARSER_ERROR", "The HTTP entity body is required, but this request has no entity body.");
        }
        try (JsonParser parser = Json.factory().createParser(body)) {
            return reading.from(parser);
        } catch (JsonProcessingException e) {
            throw Json.parserError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void expect(JsonParser parser, JsonToken token) throws IOException {
        if (parser.nextToken() != token) {
            throw wrongToken(parser);
        }
    }

    private static RestException wrongToken(JsonParser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return RestException.badRequest(
                "JSON_PARSER_ERROR",
                "Unexpected token " + parser.currentToken() + " at [line:" + at.getLineNr() + ", column:"
                        + at.getColumnNr() + "]");
    }
}
