package io.accountsync.localorg.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@code GET /services/data/vXX.X}: the version's resources, and who asks. */
final class RootResource {

    private final UnaryOperator<String> idUrl;

    /** @param idUrl makes the identity address of a user */
    RootResource(UnaryOperator<String> idUrl) {
        this.idUrl = idUrl;
    }

    RestAnswer list(RestRequest request) {
        Map<String, String> resources = new LinkedHashMap<>();
        for (String name : new String[] {"sobjects", "query", "queryAll", "composite", "limits", "recent", "jobs"}) {
            resources.put(name, request.root() + "/" + name);
        }
        resources.put("identity", idUrl.apply(request.caller().userId()));
        return RestAnswer.json(200, Json.write(resources));
    }
}
