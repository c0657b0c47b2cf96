package io.accountsync.salesforce;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;

/** A request that is given more time where it carries the data or the results of a Bulk job: many megabytes. */
final class OrgRequest extends HttpRequest {
    /** As long as Salesforce itself lets a call run. */
    private static final long LONG_MILLIS = 10 * 60 * 1000L;

    private final boolean isLong;

    OrgRequest(HttpClient client, HttpConversation conversation, URI uri) {
        super(client, conversation, uri);
        String path = uri.getPath() == null ? "" : uri.getPath();
        this.isLong = path.contains("/jobs/ingest/") && (path.endsWith("/batches") || path.endsWith("Results"));
    }

    @Override
    public Request timeout(long timeout, TimeUnit unit) {
        long millis = unit.toMillis(timeout);
        return super.timeout(isLong ? Math.max(millis, LONG_MILLIS) : millis, TimeUnit.MILLISECONDS);
    }

    /** Whether it can change records: a query in the body of a call is taken for one that does. */
    boolean writes() {
        String path = getURI().getPath() == null ? "" : getURI().getPath();
        return !"GET".equals(getMethod()) && (path.startsWith("/services/data/") || path.startsWith("/services/Soap/"));
    }
}
