package io.accountsync.salesforce;

import java.net.URI;
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
import org.eclipse.jetty.client.transport.ResponseListeners;
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
    private static final String SESSION_HEADER = "X-SFDC-Session";

    private final OrgHttpClient client;
    private final OrgSession session;

    SessionRenewal(OrgHttpClient client, OrgSession session) {
        this.client = client;
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
                    fail(result, result.getFailure());
                    return;
                }
                HttpRequest request = (HttpRequest) result.getRequest();
                session.renew(tokenOf(request)).whenComplete((tokens, error) -> {
                    if (error == null) {
                        resend(request, tokens);
                    } else {
                        fail(result, asSalesforceException(error));
                    }
                });
            }
        };
    }

    private void resend(HttpRequest request, SessionTokens tokens) {
        HttpConversation conversation = request.getConversation();
        conversation.setAttribute(RESENDS, resends(conversation) + 1);
        Request again = client.copyRequest(request, atInstance(request.getURI(), tokens));
        if (again.getBody() != null) {
            again.getBody().rewind();
        }
        again.headers(headers -> {
            headers.put(HttpHeader.AUTHORIZATION, "Bearer " + tokens.accessToken());
            if (headers.contains(SESSION_HEADER)) {
                headers.put(SESSION_HEADER, tokens.accessToken());
            }
        });
        client.observe(again);
        conversation.updateResponseListeners(null);
        again.onRequestBegin(begun -> {
            Throwable aborted = request.getAbortCause();
            if (aborted != null) {
                begun.abort(aborted);
            }
        });
        again.send(null);
    }

    /** A renewed session may live on another host, as after an org was moved. */
    private static URI atInstance(URI uri, SessionTokens tokens) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(tokens.instanceUrl() + uri.getRawPath() + query);
    }

    private static void fail(Result result, Throwable failure) {
        HttpConversation conversation = ((HttpRequest) result.getRequest()).getConversation();
        conversation.updateResponseListeners(null);
        ResponseListeners listeners = conversation.getResponseListeners();
        listeners.emitFailure(result.getResponse(), failure);
        listeners.notifyComplete(new Result(result.getRequest(), null, result.getResponse(), failure));
    }

    private static SalesforceException asSalesforceException(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof SalesforceException known
                ? known
                : new SalesforceException("The session could not be renewed: " + cause.getMessage(), cause);
    }

    private static String tokenOf(Request request) {
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return authorization.substring(authorization.indexOf(' ') + 1);
    }

    private static int resends(HttpConversation conversation) {
        return conversation.getAttribute(RESENDS) instanceof Integer count ? count : 0;
    }
}
