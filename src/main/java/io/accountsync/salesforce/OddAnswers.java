package io.accountsync.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.camel.component.salesforce.api.NoSuchSObjectException;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.RestError;
import org.eclipse.jetty.client.ProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.internal.TunnelRequest;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;

/**
 * Takes each answer to an API call that is not a success of the API: errors of Salesforce, and whatever a proxy, a
 * maintenance page
 * or a host that is no longer the org's says. Camel's clients would read those in six ways. Where the host seems to be the wrong
 * one, a login returns the right one, and the call goes there; a redirect is never followed, since it would carry
 * token and rows to
 * whoever is named in it.
 */
final class OddAnswers implements ProtocolHandler {
    private static final String MOVED = OddAnswers.class.getName() + ".moved";
    private static final int MOST = 64 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = OrgError.mapper();
    private static final TypeReference<List<RestError>> ERRORS = new TypeReference<>() {};

    private final Resending resending;
    private final OrgSession session;

    OddAnswers(OrgHttpClient client, OrgSession session) {
        this.resending = new Resending(client);
        this.session = session;
    }

    @Override
    public String getName() {
        return "account-sync-odd-answers";
    }

    @Override
    public boolean accept(Request request, Response response) {
        if (request instanceof TunnelRequest || !request.getHeaders().contains(HttpHeader.AUTHORIZATION)) {
            return false;
        }
        return response.getStatus() >= 300;
    }

    /**
     * Breaks off an answer that calls itself a success and is none of the API, which is known when its headers are here: the API
     * gives JSON or CSV, and nothing only to an upload or a deletion.
     */
    static void refuseStrangeSuccess(Response response) {
        Request request = response.getRequest();
        String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        boolean mayBeEmpty = HttpMethod.PUT.is(request.getMethod()) || HttpMethod.DELETE.is(request.getMethod());
        if (response.getStatus() == NO_CONTENT || response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) == 0) {
            if (!mayBeEmpty) {
                response.abort(new AnswerException(response.getStatus(), null));
            }
        } else if (lower.contains("html") || lower.contains("xml")) {
            response.abort(new AnswerException(response.getStatus(), type, "<", null));
        }
    }

    @Override
    public Response.Listener getResponseListener() {
        return new Response.Listener() {
            private final ByteArrayOutputStream body = new ByteArrayOutputStream();

            @Override
            public void onContent(Response response, ByteBuffer content) {
                byte[] bytes = new byte[Math.min(content.remaining(), MOST - body.size())];
                content.get(bytes);
                body.write(bytes, 0, bytes.length);
                content.position(content.limit());
            }

            @Override
            public void onComplete(Result result) {
                if (result.isFailed()) {
                    Resending.fail(result, result.getFailure());
                } else {
                    judge(result, body.toString(StandardCharsets.UTF_8));
                }
            }
        };
    }

    private void judge(Result result, String body) {
        Response response = result.getResponse();
        HttpRequest request = (HttpRequest) result.getRequest();
        List<RestError> errors = errors(body);
        SalesforceException failure = failure(response, errors, body);
        boolean elsewhere = response.getStatus() / 100 == 3
                || response.getStatus() == NOT_FOUND && errors.isEmpty()
                || errors.stream().anyMatch(error -> "URL_NOT_RESET".equals(error.getErrorCode()));
        if (!elsewhere || request.getConversation().getAttribute(MOVED) != null) {
            Resending.fail(result, failure);
            return;
        }
        request.getConversation().setAttribute(MOVED, true);
        session.lookForInstance(Resending.tokenOf(request)).whenComplete((tokens, error) -> {
            if (error == null && isElsewhere(tokens, request)) {
                resending.resend(request, tokens);
            } else {
                Resending.fail(result, explained(failure));
            }
        });
    }

    private SalesforceException explained(SalesforceException failure) {
        return failure instanceof AnswerException odd
                ? session.otherInstance().map(odd::with).orElse(odd)
                : failure;
    }

    private static boolean isElsewhere(SessionTokens tokens, Request request) {
        return !request.getURI().toString().startsWith(tokens.instanceUrl() + "/");
    }

    private static SalesforceException failure(Response response, List<RestError> errors, String body) {
        int status = response.getStatus();
        if (errors.isEmpty()) {
            return new AnswerException(
                    status,
                    response.getHeaders().get(HttpHeader.CONTENT_TYPE),
                    body,
                    response.getHeaders().get(HttpHeader.LOCATION));
        }
        return status == NOT_FOUND ? new NoSuchSObjectException(errors) : new SalesforceException(errors, status);
    }

    /** The errors as Salesforce reports them; none when this is something else. */
    private static List<RestError> errors(String body) {
        if (!body.stripLeading().startsWith("[")) {
            return List.of();
        }
        try {
            List<RestError> errors = JSON.readValue(body, ERRORS);
            return errors.stream().allMatch(error -> error != null && error.getErrorCode() != null)
                    ? errors
                    : List.of();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }
}
