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
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Camel's HTTP client for Salesforce with our answer to an expired session, and with an eye on the API usage. */
final class OrgHttpClient extends SalesforceHttpClient {
    /** An address of 16,384 characters, which is the longest that Salesforce takes, and what else stands above a body. */
    private static final int MAX_REQUEST_HEAD = 24 * 1024;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    static {
        // Jetty would start all of the JVM's management for this number alone: a line of the cache has 16 references.
        String line = "org.eclipse.jetty.util.referencesPerCacheLine";
        if (System.getProperty(line) == null) {
            System.setProperty(line, "16");
        }
    }

    private final ApiUsage usage;
    private final CallFence fence;
    private final CallListener listener;

    /** Held weakly, since not every one of them announces its end. */
    private final Set<Request> underWay = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private OrgSession session;

    OrgHttpClient(
            CamelContext context,
            ExecutorService workers,
            SslContextFactory.Client tls,
            ApiUsage usage,
            CallFence fence,
            CallListener listener) {
        super(context, workers, tls);
        this.usage = usage;
        this.fence = fence;
        this.listener = listener;
        // Jetty's own limit is half of what Salesforce takes.
        setMaxRequestHeadersSize(MAX_REQUEST_HEAD);
        // To wherever it leads, it would take the session and rows along.
        setFollowRedirects(false);
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
        CallListener.Call call = listener.making();
        request.onRequestBegin(begun -> call.begun(CallName.of(begun.getMethod(), begun.getPath())));
        request.onComplete(result -> call.ended(
                result.getResponse() == null ? 0 : result.getResponse().getStatus()));
        fenced(request);
        return request;
    }

    /** Jetty makes these by itself: a call that is no endpoint's, such as an undeletion. */
    @Override
    public Request newRequest(URI uri) {
        return fenced(super.newRequest(uri));
    }

    /** And these: a call that is made again, since its session had expired. */
    @Override
    public Request copyRequest(Request request, URI uri) {
        return fenced(super.copyRequest(request, uri));
    }

    /** As late as it can be: a process can be held up at any place before. */
    private Request fenced(Request request) {
        return request.onRequestBegin(begun -> {
            underWay.add(begun);
            fence.refusal(OrgRequest.writes(begun)).ifPresent(reason -> begun.abort(new CallRefusedException(reason)));
        });
    }

    /** Ends all calls under way: whoever waits for one learns that it got no answer. */
    void abandonCalls(String reason) {
        List<Request> calls;
        synchronized (underWay) {
            calls = List.copyOf(underWay);
        }
        calls.forEach(call -> call.abort(CallRefusedException.ofCallUnderWay(reason)));
    }

    /**
     * Every answer has the API usage; on the exchange Camel shows it for successes only. A call of the API without one
     * is a
     * sign that the org may have gone to another host.
     */
    void observe(Request request) {
        request.onResponseHeaders(response -> {
            usage.observe(response.getHeaders().get("Sforce-Limit-Info"));
            if (isApiCall(response.getRequest()) && HttpStatus.isSuccess(response.getStatus())) {
                OddAnswers.refuseStrangeSuccess(response);
            }
        });
        request.onResponseBegin(response -> {
            if (isApiCall(response.getRequest())) {
                session.instanceAnswered();
            }
        });
        request.onResponseFailure((response, failure) -> {
            boolean ours = failure instanceof CallRefusedException;
            if (isApiCall(response.getRequest()) && response.getStatus() == 0 && !ours) {
                session.instanceSilent(Resending.tokenOf(response.getRequest()));
            }
        });
    }

    private static boolean isApiCall(Request request) {
        return request.getHeaders().contains(HttpHeader.AUTHORIZATION);
    }

    @Override
    protected void doStart() throws Exception {
        // A proxy would get in clear what is to stay in this machine; all else goes through it by TLS.
        getProxyConfiguration().getProxies().forEach(proxy -> proxy.getExcludedAddresses()
                .addAll(LOOPBACK));
        super.doStart();
        // Has the name of Camel's handler, which it replaces in its place.
        getProtocolHandlers().put(new SessionRenewal(this, session));
        // Nobody here answers such a challenge, and without one in it Jetty hides that there was an answer at all.
        getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        getProtocolHandlers().put(new OddAnswers(this, session));
    }
}
