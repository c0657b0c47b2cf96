package io.accountsync.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * A step that sends to an endpoint, like {@code to}, and starts it only then: components of object stores connect when they start.
 * So a store that is down ends a run with its reason, like any other source, and not the process.
 */
final class LateRequest extends ServiceSupport implements Processor {
    private final CamelContext context;
    private final String uri;
    private Endpoint endpoint;
    private ProducerTemplate template;

    /** @param uri with its keys between braces, so that no text of the route has what they stand for */
    LateRequest(CamelContext context, String uri) {
        this.context = context;
        this.uri = uri;
    }

    /** By the component itself, since the context starts each endpoint that it is asked for. */
    @Override
    protected void doInit() throws Exception {
        String address = context.resolvePropertyPlaceholders(uri);
        Component component = context.getComponent(address.replaceFirst(":.*", ""));
        if (component == null) {
            throw new NoSuchEndpointException(uri);
        }
        endpoint = component.createEndpoint(
                component.useRawUri() ? address : EndpointHelper.normalizeEndpointUri(address));
    }

    @Override
    protected void doStart() {
        template = context.createProducerTemplate();
    }

    @Override
    public void process(Exchange exchange) {
        ServiceHelper.startService(endpoint);
        template.send(endpoint, exchange);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(template, endpoint);
    }

    /** As that of {@code to}: the text of a route says whether its source is another one. */
    @Override
    public String toString() {
        return "To[" + uri + "]";
    }
}
