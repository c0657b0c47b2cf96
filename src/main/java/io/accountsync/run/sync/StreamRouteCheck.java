package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Routes that take rows from files or from HTTP, with settings by which rows would never come, and nobody would learn of it. */
final class StreamRouteCheck {
    private static final Pattern FILES = Pattern.compile("(file|ftps?|sftp|smb|azure-files|mina-sftp):.*");
    private static final Pattern MOVE_FAILED = Pattern.compile(".*[?&]moveFailed=.+");
    private static final String HTTP = "platform-http:";

    private StreamRouteCheck() {}

    /** Examines all routes. */
    static List<Finding> examine(ModelCamelContext context) {
        boolean hasServer = context.getRegistry().findSingleByType(HttpRoutes.class) != HttpRoutes.UNREACHABLE
                || Boolean.parseBoolean(String.valueOf(context.getPropertiesComponent()
                        .resolveProperty("camel.server.enabled")
                        .orElse("")));
        List<Finding> findings = new ArrayList<>();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            String uri = route.getInput() == null
                    ? ""
                    : String.valueOf(TemplateValues.in(route, route.getInput().getUri()));
            Optional<String> mistake = Optional.empty();
            if (FILES.matcher(uri).matches()
                    && MOVE_FAILED.matcher(uri).matches()
                    && StreamTargets.of(context, route).handsOver()) {
                mistake = Optional.of(
                        "would lose rows: moveFailed moves a file away whose rows are to come again, such as those of a"
                                + " stream that is paused; take it out, so that the file stays until its rows have their outcome");
            } else if (uri.startsWith(HTTP) && !hasServer) {
                mistake = Optional.of(
                        "begins with platform-http, which nobody can reach: the management port answers health and"
                                + " metrics only; take a component that has a server of its own, see docs/streams.md");
            }
            mistake.ifPresent(message -> findings.add(Finding.error(
                    Syncs.fileOf(route, String.valueOf(route.getRouteId())),
                    "the route " + route.getRouteId(),
                    message)));
        }
        return findings;
    }
}
