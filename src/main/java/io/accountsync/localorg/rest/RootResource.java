package io.accountsync.localorg.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET /services/data/vXX.X}: the version's resources. */
final class RootResource {

    private RootResource() {}

    static RestAnswer list(RestRequest request) {
        Map<String, String> resources = new LinkedHashMap<>();
        for (String name : new String[] {"sobjects", "query", "queryAll", "composite", "limits", "recent", "jobs"}) {
            resources.put(name, request.root() + "/" + name);
        }
        return RestAnswer.json(200, Json.write(resources));
    }
}
