package io.accountsync.salesforce;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;

/** A request that is given more time where it carries the data or the results of a Bulk job: many megabytes. */
final class OrgRequest extends HttpRequest {
    /** As long as Salesforce itself lets a call run. */
    private static final long LONG_MILLIS = 10 * 60 * 1000L;

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final boolean isLong;

    OrgRequest(HttpClient client, HttpConversation conversation, URI uri) {
        super(client, conversation, uri);
        String path = uri.getPath() == null ? "" : uri.getPath();
        this.isLong = path.contains("/jobs/ingest/") && (path.endsWith("/batches") || path.endsWith("Results"))
                || path.contains("/jobs/query/") && path.endsWith("/results");
    }

    @Override
    public Request timeout(long timeout, TimeUnit unit) {
        long millis = unit.toMillis(timeout);
        return super.timeout(isLong ? Math.max(millis, LONG_MILLIS) : millis, TimeUnit.MILLISECONDS);
    }

    /** Whether it can change records: all that is no login does, unless it only reads; a query in the body of a call is taken for a write. */
    static boolean writes(Request request) {
        String path = request.getPath() == null ? "" : request.getPath();
        return !READING.contains(request.getMethod())
                && path.startsWith("/services/")
                && !path.startsWith("/services/oauth2/");
    }
}
