package io.accountsync.salesforce;

import java.net.URI;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.client.transport.ResponseListeners;
import org.eclipse.jetty.http.HttpHeader;

/** Ends a call that a protocol handler took over: sends it once more in a new session, or fails it. Never blocks. */
final class Resending {
    private static final String SESSION_HEADER = "X-SFDC-Session";

    private final OrgHttpClient client;

    Resending(OrgHttpClient client) {
        this.client = client;
    }

    /** Sends the request again as that session does, to the host where it lives. */
    void resend(HttpRequest request, SessionTokens tokens) {
        HttpConversation conversation = request.getConversation();
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

    /** Hands the failure to whoever made the call. */
    static void fail(Result result, Throwable failure) {
        HttpConversation conversation = ((HttpRequest) result.getRequest()).getConversation();
        conversation.updateResponseListeners(null);
        ResponseListeners listeners = conversation.getResponseListeners();
        listeners.emitFailure(result.getResponse(), failure);
        listeners.notifyComplete(new Result(result.getRequest(), null, result.getResponse(), failure));
    }

    /** The access token that a request carries. */
    static String tokenOf(Request request) {
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return authorization.substring(authorization.indexOf(' ') + 1);
    }

    /** A renewed session may live on another host, as after an org was moved. */
    private static URI atInstance(URI uri, SessionTokens tokens) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(tokens.instanceUrl() + uri.getRawPath() + query);
    }
}
