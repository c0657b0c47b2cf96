package io.accountsync.salesforce;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.FormRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Fields;

/** Asks for sessions through the HTTP client of the component, and so through its proxy and with its certificates. */
final class OrgTokenEndpoint implements TokenEndpoint {
    private static final long TIMEOUT_SECONDS = 60;

    private final HttpClient client;

    OrgTokenEndpoint(HttpClient client) {
        this.client = client;
    }

    @Override
    public Answer post(String loginUrl, Map<String, String> form) throws LoginException {
        Fields fields = new Fields(true);
        form.forEach(fields::put);
        try {
            ContentResponse response = client.POST(loginUrl + PATH)
                    .body(new FormRequestContent(fields))
                    // Whoever redirects a login gets no secrets from us.
                    .followRedirects(false)
                    .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .send();
            return new Answer(
                    response.getStatus(),
                    response.getContentAsString(),
                    response.getHeaders().get(HttpHeader.DATE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoginException("interrupted while logging in", e);
        } catch (TimeoutException e) {
            throw new LoginException(
                    "the login at " + loginUrl + " was not answered within " + TIMEOUT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw LoginException.unanswered(loginUrl, e.getCause());
        }
    }
}
