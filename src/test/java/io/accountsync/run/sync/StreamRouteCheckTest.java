package io.accountsync.run.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.camel.ContextWithoutEngine;
import io.accountsync.config.Finding;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** What a route from files or HTTP must not have, or it is not started. */
class StreamRouteCheckTest {
    @Test
    void aFileWhoseRowsAreToComeAgainIsNotMovedAway() throws Exception {
        assertThat(examine(route("file:in?delete=true&moveFailed=failed", "direct:sync-stream"), false))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("own.camel.yaml", "the route own would lose rows", "take it out");
        assertThat(examine(route("sftp:host/in?moveFailed=failed", "kamelet:account-sync-sink?sync=a"), false))
                .hasSize(1);
        assertThat(examine(route("file:in?move=done", "direct:sync-stream"), false))
                .isEmpty();
        assertThat(examine(route("file:in?moveFailed=failed", "direct:own"), false))
                .isEmpty();
    }

    @Test
    void aRouteThatNobodyCanReachIsRefusedWhereThePortIsForHealthOnly() throws Exception {
        String route = route("platform-http:/rows", "direct:sync-stream");
        assertThat(examine(route, true))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("the route own begins with platform-http, which nobody can reach", "a server of its own");
        assertThat(examine(route, false)).as("another runtime has a server").isEmpty();
    }

    private static String route(String from, String to) {
        return "- route:\n    id: own\n    from:\n      uri: \"" + from + "\"\n      steps:\n        - to: \"" + to
                + "\"\n";
    }

    private static List<Finding> examine(String routes, boolean isOurProcess) throws Exception {
        try (DefaultCamelContext context = ContextWithoutEngine.create()) {
            if (isOurProcess) {
                context.getRegistry().bind("httpRoutes", HttpRoutes.UNREACHABLE);
            }
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("file:own.camel.yaml", routes));
            return StreamRouteCheck.examine(context);
        }
    }
}
