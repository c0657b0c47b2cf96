package io.accountsync.deploy;

import io.accountsync.camel.PackedRoutes;
import io.accountsync.run.RunReport;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * What any runtime of Camel does with our jar: a context, its configuration, the sync files; then one run. Started by {@link
 * PlainCamelIT} in a process of its own; prints the state of the schedule and the report as JSON.
 */
final class PlainCamel {
    private PlainCamel() {}

    public static void main(String[] arguments) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setLocation("classpath:application.properties");
            List<Resource> routes = new ArrayList<>();
            for (String location : PackedRoutes.syncs()) {
                routes.add(PluginHelper.getResourceLoader(context).resolveResource(location));
            }
            PluginHelper.getRoutesLoader(context).loadRoutes(routes);
            context.start();
            ServiceStatus schedule = context.getRouteController().getRouteStatus("accounts");
            try (ProducerTemplate template = context.createProducerTemplate()) {
                Exchange ended =
                        template.request("direct:sync-run", exchange -> exchange.setVariable("sync", "accounts"));
                if (ended.getException() != null) {
                    throw ended.getException();
                }
                System.out.println(schedule);
                System.out.println(ended.getMessage().getBody(RunReport.class).toJson());
            }
        }
    }
}
