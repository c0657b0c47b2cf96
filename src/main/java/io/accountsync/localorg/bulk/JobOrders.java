package io.accountsync.localorg.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.bulk.IngestJob.Order;
import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestException;
import io.accountsync.localorg.rest.RestRequest;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Reads what a new job is to do, and refuses what Salesforce would refuse. */
final class JobOrders {

    static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'");
    private static final Set<String> OPERATIONS = Set.of("insert", "update", "upsert", "delete", "hardDelete");

    private final OrgData org;
    private final Clock clock;

    JobOrders(OrgData org, Clock clock) {
        this.org = org;
        this.clock = clock;
    }

    Order read(RestRequest request, String id) {
        JsonNode body = Json.read(request.body());
        SObjectType type = org.schema().type(body.path("object").asText());
        if (type == null) {
            throw RestException.badRequest(
                    "INVALIDENTITY",
                    "InvalidEntity : Unable to find object: "
                            + body.path("object").asText());
        }
        String operation = body.path("operation").asText();
        if (!OPERATIONS.contains(operation)) {
            throw RestException.badRequest("INVALIDJOB", "InvalidJob : Unknown operation: " + operation);
        }
        if (operation.equals("hardDelete")) {
            throw RestException.badRequest(
                    "FEATURENOTENABLED",
                    "FeatureNotEnabled : hardDelete operation requires special user profile permission, please contact"
                            + " your system administrator");
        }
        if (!body.path("contentType").asText("CSV").equals("CSV")) {
            throw RestException.badRequest("INVALIDJOB", "InvalidJob : contentType must be CSV");
        }
        return new Order(
                id,
                operation,
                type,
                operation.equals("upsert") ? key(type, body) : null,
                CsvDialect.of(
                        body.path("columnDelimiter").asText(null),
                        body.path("lineEnding").asText(null)),
                request.version(),
                request.caller().userId(),
                now(clock));
    }

    static String now(Clock clock) {
        return CREATED.format(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static Field key(SObjectType type, JsonNode body) {
        String name = body.path("externalIdFieldName").asText("");
        if (name.isBlank()) {
            throw RestException.badRequest(
                    "INVALIDJOB",
                    "InvalidJob : External ID was blank for " + type.name()
                            + ". An External ID must be specified for upsert.");
        }
        Field key = type.field(name);
        if (key == null || !key.upsertKey()) {
            throw RestException.badRequest(
                    "INVALIDJOB",
                    "InvalidJob : Field name provided, " + name + " does not match an External ID for " + type.name());
        }
        return key;
    }
}
