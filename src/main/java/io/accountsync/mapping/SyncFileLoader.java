package io.accountsync.mapping;

import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializerResolver;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.service.ServiceHelper;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Camel's loader of YAML files, with our own reader for the beans of syncs. Camel takes a loader from its registry
 * before its
 * own, whatever runtime it is; it asks the registry for no readers, though it has a method that would.
 */
public final class SyncFileLoader extends YamlRoutesBuilderLoader {
    private final boolean lenient;

    private final YamlDeserializerResolver templates;

    private SyncFileLoader(boolean lenient, YamlDeserializerResolver templates) {
        this.lenient = lenient;
        this.templates = templates;
    }

    /**
     * A loader that has started.
     *
     * @param lenient whether a sync without the form of one is read as far as that goes, so that a check can go on
     * @param templates reads what a file says of route templates
     */
    public static SyncFileLoader start(CamelContext context, boolean lenient, YamlDeserializerResolver templates) {
        SyncFileLoader loader = new SyncFileLoader(lenient, templates);
        loader.setCamelContext(context);
        ServiceHelper.startService(loader);
        return loader;
    }

    @Override
    protected YamlDeserializationContext newYamlDeserializationContext(LoadSettings settings, Resource resource) {
        YamlDeserializationContext context = super.newYamlDeserializationContext(settings, resource);
        context.addResolver(new SyncBeanReader(lenient));
        context.addResolver(templates);
        return context;
    }
}
