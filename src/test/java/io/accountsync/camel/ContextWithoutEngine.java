package io.accountsync.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ContextServiceLoaderPluginResolver;
import org.apache.camel.support.service.ServiceSupport;

/** A CamelContext into which the engine of account-sync, which wants an org, does not find its way. */
public final class ContextWithoutEngine {
    private ContextWithoutEngine() {}

    /** Not started. */
    public static DefaultCamelContext create() {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.getCamelContextExtension().addContextPlugin(ContextServiceLoaderPluginResolver.class, new NoPlugins());
        return context;
    }

    private static final class NoPlugins extends ServiceSupport implements ContextServiceLoaderPluginResolver {
        @Override
        public void setCamelContext(CamelContext context) {}

        @Override
        public CamelContext getCamelContext() {
            return null;
        }
    }
}
