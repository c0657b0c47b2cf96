package io.accountsync.localorg.rest;

import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.rest.QueryCursors.Cursor;
import io.accountsync.localorg.schema.SalesforceId;
import io.accountsync.localorg.soql.QueryEngine;
import io.accountsync.localorg.soql.QueryResult;
import io.accountsync.localorg.soql.SoqlException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code query} and {@code queryAll}: SOQL, in pages of up to 2,000 records. */
final class QueryResource {

    private static final int LEAST_PAGE = 200;
    private static final int MOST_PAGE = 2000;
    private static final Pattern BATCH_SIZE = Pattern.compile("batchSize\\s*=\\s*(\\d{1,6})");
    private static final Pattern LOCATOR = Pattern.compile("(\\w{15,18})-(\\d{1,9})");

    private final OrgData org;
    private final QueryEngine engine;
    private final QueryCursors cursors;

    /** @param instance two characters that the org's ids carry */
    QueryResource(OrgData org, QueryEngine engine, String instance) {
        this.org = org;
        this.engine = engine;
        this.cursors = new QueryCursors(number -> SalesforceId.of("01g", instance, number));
    }

    /** {@code GET query?q=…}; with {@code columns=true} what the columns are instead of records. */
    RestAnswer query(RestRequest request) {
        String soql = request.query().get("q");
        if (soql == null || soql.isBlank()) {
            throw RestException.badRequest("MALFORMED_QUERY", "SOQL statements can't be empty");
        }
        QueryResult result =
                run(soql, request.path().get(0).toLowerCase(Locale.ROOT).equals("queryall"));
        if ("true".equalsIgnoreCase(request.query().get("columns"))) {
            return RestAnswer.json(200, Json.write(ColumnMetadata.of(result)));
        }
        return page(request, result, pageSize(request, MOST_PAGE), null, 0);
    }

    /** {@code GET query/{locator}}: the next page. */
    RestAnswer more(RestRequest request) {
        Matcher locator = LOCATOR.matcher(request.path().get(1));
        Cursor cursor = locator.matches() ? cursors.find(locator.group(1)) : null;
        int from = cursor == null ? 0 : Integer.parseInt(locator.group(2));
        if (cursor == null || from >= cursor.result().rows().size()) {
            throw RestException.badRequest("INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        return page(request, cursor.result(), pageSize(request, cursor.pageSize()), locator.group(1), from);
    }

    private QueryResult run(String soql, boolean withDeleted) {
        try {
            return engine.run(soql, withDeleted);
        } catch (SoqlException e) {
            throw RestException.badRequest(e.errorCode(), e.getMessage());
        }
    }

    private RestAnswer page(RestRequest request, QueryResult result, int pageSize, String openCursor, int from) {
        int to = Math.min(from + pageSize, result.rows().size());
        boolean done = to == result.rows().size();
        String cursor = done || openCursor != null ? openCursor : cursors.open(result, pageSize);
        return RestAnswer.json(
                200,
                org.locked(() -> Json.write(out -> {
                    out.writeStartObject();
                    out.writeNumberField("totalSize", result.totalSize());
                    out.writeBooleanField("done", done);
                    if (!done) {
                        String resource = request.path().get(0);
                        out.writeStringField(
                                "nextRecordsUrl", request.root() + "/" + resource + "/" + cursor + "-" + to);
                    }
                    out.writeArrayFieldStart("records");
                    for (QueryResult.Row row : result.rows().subList(from, to)) {
                        row.writeTo(out, request.root());
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                })));
    }

    private static int pageSize(RestRequest request, int otherwise) {
        String options = request.header().apply("Sforce-Query-Options");
        Matcher wanted = BATCH_SIZE.matcher(options == null ? "" : options);
        return wanted.find() ? Math.max(LEAST_PAGE, Math.min(MOST_PAGE, Integer.parseInt(wanted.group(1)))) : otherwise;
    }
}
