package io.accountsync.salesforce;

import java.util.concurrent.CompletionException;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.ProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.internal.TunnelRequest;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Answers a 401: renews the session, once however many calls meet it, and sends the request again. It never blocks, since
 * Jetty's threads hold every connection and the login would never get one.
 */
final class SessionRenewal implements ProtocolHandler {
    private static final String RESENDS = SessionRenewal.class.getName() + ".resends";
    private static final int MAX_RESENDS = 2;
    private static final int MAX_ERROR_BODY = 64 * 1024;

    private final Resending resending;
    private final OrgSession session;

    SessionRenewal(OrgHttpClient client, OrgSession session) {
        this.resending = new Resending(client);
        this.session = session;
    }

    @Override
    public String getName() {
        return "CamelSalesforceSecurityHandler";
    }

    @Override
    public boolean accept(Request request, Response response) {
        return response.getStatus() == HttpStatus.UNAUTHORIZED_401
                && !(request instanceof TunnelRequest)
                && request.getHeaders().contains(HttpHeader.AUTHORIZATION)
                && resends(((HttpRequest) request).getConversation()) < MAX_RESENDS;
    }

    @Override
    public Response.Listener getResponseListener() {
        return new BufferingResponseListener(MAX_ERROR_BODY) {
            @Override
            public void onComplete(Result result) {
                if (result.isFailed()) {
                    Resending.fail(result, result.getFailure());
                    return;
                }
                HttpRequest request = (HttpRequest) result.getRequest();
                session.renew(Resending.tokenOf(request)).whenComplete((tokens, error) -> {
                    if (error == null) {
                        HttpConversation conversation = request.getConversation();
                        conversation.setAttribute(RESENDS, resends(conversation) + 1);
                        resending.resend(request, tokens);
                    } else {
                        Resending.fail(result, asSalesforceException(error));
                    }
                });
            }
        };
    }

    private static SalesforceException asSalesforceException(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof SalesforceException known
                ? known
                : new LoginException("the session could not be renewed", cause);
    }

    private static int resends(HttpConversation conversation) {
        return conversation.getAttribute(RESENDS) instanceof Integer count ? count : 0;
    }
}
