package io.accountsync.localorg.http;

import io.accountsync.localorg.rest.ApiError;
import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestAnswer;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lets only calls in that are meant for this machine. A web page in a browser on it could call the org as well: under a name
 * of its own that it has pointed to the loopback address, which the {@code Host} header names, or across sites, which
 * the
 * {@code Origin} header names. Clients that are not browsers send neither a foreign Host nor an Origin.
 */
final class LoopbackNames implements Handler<RoutingContext> {

    private static final String NAME = "(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?";
    private static final Pattern HOST = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);
    private static final Pattern ORIGIN = Pattern.compile("https?://" + NAME, Pattern.CASE_INSENSITIVE);

    @Override
    public void handle(RoutingContext call) {
        List<String> hosts = call.request().headers().getAll("Host");
        List<String> origins = call.request().headers().getAll("Origin");
        if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches()) {
            refuse(call, "Host");
        } else if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            refuse(call, "Origin");
        } else {
            call.next();
        }
    }

    private static void refuse(RoutingContext call, String header) {
        ApiError error = new ApiError(
                "FOREIGN_CALLER",
                "The local org answers calls to localhost, 127.0.0.1 and [::1] only, and no web pages of others: the header "
                        + header + " names something else.",
                List.of());
        call.response()
                .setStatusCode(403)
                .putHeader("Content-Type", RestAnswer.JSON)
                .putHeader("Connection", "close")
                .end(Buffer.buffer(Json.errors(List.of(error))));
    }
}
