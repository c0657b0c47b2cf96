package io.accountsync.salesforce;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceEndpoint;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.internal.SalesforceSession;
import org.apache.camel.component.salesforce.internal.client.DefaultRawClient;
import org.apache.camel.component.salesforce.internal.client.DefaultRestClient;
import org.apache.camel.component.salesforce.internal.client.RawClient;
import org.apache.camel.component.salesforce.internal.client.RestClient;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.ObjectHelper;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * camel-salesforce with a session that holds: bound as {@code salesforce}, so that every {@code salesforce:} endpoint and
 * every {@code camel.component.salesforce.*} key uses it. Credentials come from the {@code salesforce.*} keys.
 */
public final class OrgComponent extends SalesforceComponent {
    /** The bean that keeps rotated refresh tokens, a {@link RefreshTokenStore}. */
    public static final String TOKENS = "salesforceTokens";

    /** Salesforce lets a call run for ten minutes; Camel's own limit is ten seconds. The key sync.call-timeout is ours. */
    private static final long CALL_TIMEOUT_MILLIS = 10 * 60 * 1000L;

    /** A result of 200 records with errors stays far below this, one of a Bulk job may not. */
    private static final int MAX_ANSWER_BYTES = 256 * 1024 * 1024;

    private static final String NAME = "salesforce";

    private static final Logger LOG = LoggerFactory.getLogger(OrgComponent.class);

    private final ApiUsage usage = new ApiUsage(Clock.systemUTC());
    private final CallFence fence = new CallFence();
    private final CallWatch watch = new CallWatch();
    private volatile ProcessPauses pauses = new ProcessPauses();
    private OrgHttpClient client;
    private OrgSession session;
    private volatile ProducerTemplate template;

    /**
     * The one of this context, which is made where there is none yet.
     *
     * @throws ConfigurationException when credentials are missing or cannot be used
     */
    public static OrgComponent of(CamelContext context) {
        try {
            return context.getComponent(NAME, OrgComponent.class);
        } catch (RuntimeException e) {
            // Camel puts it into an exception of its own.
            ConfigurationException mistake = ObjectHelper.getException(ConfigurationException.class, e);
            throw mistake == null ? e : mistake;
        }
    }

    /** The one of this context; empty where nothing has needed it so far. */
    public static Optional<OrgComponent> existing(CamelContext context) {
        return context.hasComponent(NAME) instanceof OrgComponent org ? Optional.of(org) : Optional.empty();
    }

    /** What the org's latest answer said of its API usage. */
    public ApiUsage usage() {
        return usage;
    }

    /** Which calls have no answer yet. */
    public CallWatch watch() {
        return watch;
    }

    /** What keeps calls from leaving. */
    public CallFence fence() {
        return fence;
    }

    /**
     * What makes single calls, the same one for whoever makes them: the context keeps each producer, and with it a client of
     * the session, until the template that it belongs to is stopped.
     */
    ProducerTemplate template() {
        return template;
    }

    /** How calls that belong to no run wait before they are repeated. */
    public ProcessPauses pauses() {
        return pauses;
    }

    /** Ends all calls under way, since the process is to end: nobody learns what became of them. Makes none from then on. */
    public void abandonCalls() {
        String reason = "given up, since the process is stopping";
        pauses.end(reason);
        fence.close(reason);
        if (client != null) {
            client.abandonCalls(reason);
        }
    }

    public OrgComponent() {
        setHttpClientIdleTimeout(CALL_TIMEOUT_MILLIS);
        setHttpRequestTimeout(CALL_TIMEOUT_MILLIS);
        setHttpMaxContentLength(MAX_ANSWER_BYTES);
        // There are no generated classes. A package that does not exist spares Camel's warning about that, and a search
        // that would inflate the whole of our jar: most of a second of each start.
        setPackages("io.accountsync.salesforce.generated");
    }

    @Override
    protected void doInit() throws Exception {
        Settings settings = Settings.of(getCamelContext());
        if (getHttpRequestTimeout() == CALL_TIMEOUT_MILLIS) {
            setHttpRequestTimeout(settings.duration("sync.call-timeout").toMillis());
        }
        Credentials credentials = Credentials.from(settings);
        setLoginConfig(new OrgLoginConfig(credentials));
        client = newClient();
        session = newSession(settings, credentials);
        client.use(session);
        SalesforceEndpointConfig config = getConfig() == null ? new SalesforceEndpointConfig() : getConfig();
        config.setApiVersion(ApiVersion.of(settings));
        config.setHttpClient(client);
        if (config.getObjectMapper() == null) {
            config.setObjectMapper(OrgError.mapper());
        }
        setConfig(config);
        super.doInit();
    }

    /**
     * Makes sure that there is a session, logging in if there is none or the last one was refused. Calls made without one
     * would log in by themselves, but an error of that login leaves their exchange in flight for ever.
     *
     * @throws SalesforceException when Salesforce cannot be reached or refuses us
     */
    public void login() throws SalesforceException {
        session.ready();
    }

    /** Before a call in a session that there is: goes to where the org lives now, when its host fell silent. */
    public void leaveSilentHost() {
        try {
            session.leaveSilentHost();
        } catch (SalesforceException e) {
            // The call that follows shows what is wrong.
            LOG.debug("the login names no other host", e);
        }
    }

    /**
     * Brings records back from the recycle bin, and with each what was deleted along with it: one call of the SOAP API, not
     * repeated.
     *
     * @param ids at most 200
     * @return what became of each, in their order
     * @throws SalesforceException when the call failed as a whole
     */
    public List<Undeleted> undelete(List<String> ids) throws SalesforceException {
        return new UndeleteCall(client, session, ApiVersion.of(Settings.of(getCamelContext()))).make(ids);
    }

    private OrgSession newSession(Settings settings, Credentials credentials) {
        CountDownLatch closing = new CountDownLatch(1);
        RefreshTokenStore store = getCamelContext().getRegistry().lookupByNameAndType(TOKENS, RefreshTokenStore.class);
        SessionLogin login = new SessionLogin(
                () -> Credentials.from(settings),
                store == null ? new MemoryTokens() : store,
                new OrgTokenEndpoint(client),
                Clock.systemUTC(),
                closing);
        return new OrgSession(getCamelContext(), client, credentials, login, closing, Clock.systemUTC());
    }

    @Override
    protected void doStart() throws Exception {
        // After a restart of the context calls are waited for again.
        pauses = new ProcessPauses();
        super.doStart();
        template = getCamelContext().createProducerTemplate();
    }

    @Override
    protected void doStop() throws Exception {
        pauses.end("given up, since the process ends");
        // Before the client stops: a login under way is to get its answer and to store what came with it.
        if (session != null) {
            session.end();
        }
        super.doStop();
        ServiceHelper.stopService(template);
    }

    private OrgHttpClient newClient() throws Exception {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        SSLContextParameters parameters =
                getSslContextParameters() != null ? getSslContextParameters() : retrieveGlobalSslContextParameters();
        tls.setSslContext(
                (parameters == null ? new SSLContextParameters() : parameters).createSSLContext(getCamelContext()));
        return new OrgHttpClient(getCamelContext(), newWorkers(), tls, usage, fence, listener());
    }

    private CallListener listener() {
        CallListener bound =
                getCamelContext().getRegistry().lookupByNameAndType(CallListeners.BEAN, CallListeners.class);
        return bound == null ? CallListener.NONE : bound;
    }

    /** The threads that read answers. */
    private ExecutorService newWorkers() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "salesforce-" + number.incrementAndGet());
            // An answer without body makes Camel throw after it has ended the exchange: the run judges that answer.
            thread.setUncaughtExceptionHandler((dead, error) -> LOG.debug("an answer could not be read", error));
            return thread;
        });
    }

    @Override
    public SalesforceSession getSession() {
        return session;
    }

    @Override
    public RestClient createRestClientFor(SalesforceEndpoint endpoint) throws SalesforceException {
        return new DefaultRestClient(client, endpoint.getConfiguration().getApiVersion(), session, getLoginConfig());
    }

    @Override
    public RawClient createRawClientFor(SalesforceEndpoint endpoint) throws SalesforceException {
        return new DefaultRawClient(client, "", session, getLoginConfig());
    }
}
