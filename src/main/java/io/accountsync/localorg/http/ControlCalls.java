package io.accountsync.localorg.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.data.OrgPerson;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultJson;
import io.accountsync.localorg.fault.Faults;
import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestException;
import io.accountsync.localorg.stats.OrgStats;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code /local-org}: faults and counters for those who drive the org from another process. */
final class ControlCalls {

    private final OrgStats stats;
    private final Faults faults;
    private final OrgPerson person;

    ControlCalls(OrgStats stats, Faults faults, OrgPerson person) {
        this.stats = stats;
        this.faults = faults;
        this.person = person;
    }

    void addTo(Router router) {
        router.get("/local-org/stats").handler(call -> answer(call, 200, stats.toMap()));
        router.delete("/local-org/stats").handler(call -> {
            stats.reset();
            answer(call, 200, stats.toMap());
        });
        router.get("/local-org/calls").handler(call -> answer(call, 200, stats.seen()));
        router.get("/local-org/faults").handler(call -> answer(call, 200, all()));
        router.post("/local-org/faults").handler(this::add);
        router.delete("/local-org/faults").handler(call -> {
            faults.clear();
            answer(call, 200, all());
        });
        router.delete("/local-org/faults/:id").handler(this::remove);
        router.post("/local-org/faults/:id/release").handler(this::release);
        router.post("/local-org/delete").handler(call -> byPerson(call, json -> person.delete(id(json, "id"))));
        router.post("/local-org/undelete").handler(call -> byPerson(call, json -> person.undelete(id(json, "id"))));
        router.post("/local-org/merge")
                .handler(call -> byPerson(call, json -> person.merge(id(json, "master"), id(json, "victim"))));
        router.post("/local-org/purge").handler(call -> byPerson(call, json -> person.purge()));
        router.route("/local-org*").handler(call -> call.fail(404));
    }

    private void byPerson(RoutingContext call, Consumer<JsonNode> work) {
        try {
            work.accept(Json.read(body(call)));
            answer(call, 200, Map.of());
        } catch (RestException | IllegalArgumentException e) {
            answer(call, 400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private static String id(JsonNode json, String member) {
        return json.path(member).asText();
    }

    private static byte[] body(RoutingContext call) {
        Buffer body = call.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private void add(RoutingContext call) {
        try {
            Fault fault = FaultJson.add(faults, Json.read(body(call)));
            answer(call, 201, FaultJson.of(fault));
        } catch (RestException | IllegalArgumentException e) {
            answer(call, 400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private void remove(RoutingContext call) {
        named(call).forEach(Fault::remove);
        answer(call, 200, all());
    }

    private void release(RoutingContext call) {
        named(call).forEach(Fault::release);
        answer(call, 200, all());
    }

    private List<Fault> named(RoutingContext call) {
        String id = call.pathParam("id");
        return faults.all().stream()
                .filter(fault -> String.valueOf(fault.id()).equals(id))
                .toList();
    }

    private List<Map<String, Object>> all() {
        return faults.all().stream().map(FaultJson::of).toList();
    }

    private static void answer(RoutingContext call, int status, Object body) {
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(Json.write(body)));
    }
}
