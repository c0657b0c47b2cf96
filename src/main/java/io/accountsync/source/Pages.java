package io.accountsync.source;

import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;

/**
 * Rows that come in pages, as from most HTTP APIs. A bean of a sync file; its {@code rows} method is what the source route calls. It
 * asks a route of yours for each page, by {@code direct:}. That route sees the variables of the source route ({@code since} among
 * them), {@code page}, counted from 1, and {@code next}, which is what it set that variable to for the page before; it leaves the
 * rows of the page in the body. Only one page is in memory at a time.
 */
public final class Pages {
    private static final String NEXT = "next";
    private static final String EMPTY = "empty";

    private String route;
    private String end = NEXT;

    public String getRoute() {
        return route;
    }

    /** The name of the route's {@code direct:} endpoint. */
    public void setRoute(String route) {
        this.route = route;
    }

    public String getEnd() {
        return end;
    }

    /** Which page is the last: {@code next}, the one that leaves the variable next empty; {@code empty}, the first without rows. */
    public void setEnd(String end) {
        if (!end.equals(NEXT) && !end.equals(EMPTY)) {
            throw new IllegalArgumentException("end must be next or empty");
        }
        this.end = end;
    }

    /**
     * The rows of all pages, of which none is asked for yet.
     *
     * @throws SourceException when no route is named
     */
    @Handler
    public Iterator<Object> rows(Exchange exchange) {
        if (route == null || route.isBlank()) {
            throw new SourceException(
                    "No route for the pages: set route of the bean to the name of a direct: endpoint");
        }
        return new PagedRows(exchange, exchange.getContext().getEndpoint("direct:" + route), end.equals(EMPTY));
    }
}
