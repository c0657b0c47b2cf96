package io.accountsync.cli;

import io.accountsync.cli.management.ManagementServer;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** camel-main with our sync files. */
final class SyncMain extends Main {
    private final boolean readsEnvironment;
    private final boolean managed;

    /**
     * One for these files.
     *
     * @param readsEnvironment whether keys come from the environment and the JVM, too
     * @param managed whether it has health and metrics on the management port
     */
    SyncMain(List<String> syncFiles, boolean readsEnvironment, boolean managed) {
        this.readsEnvironment = readsEnvironment;
        this.managed = managed;
        configure().setRoutesIncludePattern(String.join(",", syncFiles));
    }

    @Override
    protected void configurePropertiesService(CamelContext context) throws Exception {
        if (managed) {
            ManagementPort.open(this);
        }
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        properties.setEncoding(CamelRuntime.UTF_8);
        super.configurePropertiesService(context);
        KeySources.override(properties, getOverrideProperties());
    }

    @Override
    protected void autoconfigure(CamelContext context) throws Exception {
        if (managed) {
            int port = ManagementPort.check((PropertiesComponent) context.getPropertiesComponent());
            ManagementServer server = ManagementServer.limited(context.getRegistry(), port);
            addMainListener(new MainListenerSupport() {
                @Override
                public void afterStop(BaseMainSupport stopped) {
                    server.close();
                }
            });
        }
        super.autoconfigure(context);
    }

    @Override
    protected CamelContext createCamelContext() {
        CamelContext context = super.createCamelContext();
        if (!readsEnvironment) {
            PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
            properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        }
        return context;
    }
}
