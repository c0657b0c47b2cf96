package io.accountsync.camel;

import io.accountsync.alert.AlertChannel;
import io.accountsync.config.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/** Which routes of alerts the engine brings: those of channels that are set up, where nobody wrote one of his own. */
final class ChannelRoutes {
    private final CamelContext context;
    private final List<AlertChannel> wanted;

    private ChannelRoutes(CamelContext context, List<AlertChannel> wanted) {
        this.context = context;
        this.wanted = wanted;
    }

    /** Those of a context whose own routes are known. */
    static ChannelRoutes of(CamelContext context) {
        Settings settings = Settings.of(context);
        return new ChannelRoutes(
                context,
                Arrays.stream(AlertChannel.values())
                        .filter(channel -> channel.isSetUp(settings) && definition(context, channel) == null)
                        .toList());
    }

    /** These files of the engine without those that are not wanted, and with those that earlier copies of the engine lack. */
    List<String> choose(List<String> locations) {
        List<String> chosen = new ArrayList<>();
        List<AlertChannel> missing = new ArrayList<>(wanted);
        for (String location : locations) {
            Optional<AlertChannel> channel = AlertChannel.ofFile(location);
            if (channel.isEmpty() || wanted.contains(channel.get())) {
                chosen.add(location);
            }
            channel.ifPresent(missing::remove);
        }
        missing.forEach(channel -> chosen.add(PackedRoutes.engine(channel.file())));
        return chosen;
    }

    /**
     * Leaves errors to whoever sends alerts. A route of the engine has those of sync-failures already, whose default is to log the
     * exception: that names the address.
     */
    void leaveErrors() {
        for (AlertChannel channel : AlertChannel.values()) {
            RouteDefinition route = definition(context, channel);
            if (route == null) {
                continue;
            }
            // A route that is written in Java comes from no file.
            boolean isOfEngine = route.getResource() != null
                    && AlertChannel.ofFile(route.getResource().getLocation()).isPresent();
            if (isOfEngine) {
                route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
            } else {
                EngineLifecycle.leaveErrorsOf(route);
            }
        }
    }

    private static RouteDefinition definition(CamelContext context, AlertChannel channel) {
        return ((ModelCamelContext) context).getRouteDefinition(channel.route());
    }
}
