package io.accountsync.salesforce;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.SalesforceHttpClient;
import org.apache.camel.component.salesforce.internal.SalesforceSession;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Camel's HTTP client for Salesforce with our answer to an expired session, and with an eye on the API usage. */
final class OrgHttpClient extends SalesforceHttpClient {
    /** An address of 16,384 characters, which is the longest that Salesforce takes, and what else stands above a body. */
    private static final int MAX_REQUEST_HEAD = 24 * 1024;

    private final ApiUsage usage;
    private final CallFence fence;

    /** Held weakly, since not every one of them tells its end. */
    private final Set<Request> underWay = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private OrgSession session;

    OrgHttpClient(
            CamelContext context,
            ExecutorService workers,
            SslContextFactory.Client tls,
            ApiUsage usage,
            CallFence fence) {
        super(context, workers, tls);
        this.usage = usage;
        this.fence = fence;
        // Jetty's own limit is half of what Salesforce takes.
        setMaxRequestHeadersSize(MAX_REQUEST_HEAD);
    }

    /** Takes the session that counts, once, before the client starts. */
    void use(OrgSession session) {
        this.session = session;
    }

    /** Ours always: the component hands in its own, inert one as well. */
    @Override
    public SalesforceSession getSession() {
        return session;
    }

    @Override
    public HttpRequest newHttpRequest(HttpConversation conversation, URI uri) {
        OrgRequest request = new OrgRequest(this, conversation, uri);
        request.timeout(getTimeout(), TimeUnit.MILLISECONDS);
        observe(request);
        // As late as it can be: a process can be held up at any place before.
        request.onRequestBegin(begun -> {
            underWay.add(begun);
            fence.refusal(request.writes()).ifPresent(reason -> begun.abort(new CallRefusedException(reason)));
        });
        return request;
    }

    /** Ends all calls under way: whoever waits for one learns that it got no answer. */
    void abandonCalls(String reason) {
        List<Request> calls;
        synchronized (underWay) {
            calls = List.copyOf(underWay);
        }
        calls.forEach(call -> call.abort(new CallRefusedException(reason)));
    }

    /** Every answer tells the API usage; on the exchange Camel shows it for successes only. */
    void observe(Request request) {
        request.onResponseHeaders(
                response -> usage.observe(response.getHeaders().get("Sforce-Limit-Info")));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // Has the name of Camel's handler, which it replaces in its place.
        getProtocolHandlers().put(new SessionRenewal(this, session));
    }
}
