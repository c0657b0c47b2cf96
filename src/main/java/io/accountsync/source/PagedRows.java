package io.accountsync.source;

import io.accountsync.config.ConfigurationException;
import java.io.Closeable;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;

/** The rows of pages that a route gets one after the other: the next is asked for when the rows of the one before have been read. */
final class PagedRows implements Iterator<Object>, Closeable {
    private static final Set<String> OF_THE_RUN =
            Set.of("sync", "mode", "limit", "run", "reading", "sending", "order", "planned", "planning");

    private final Endpoint route;
    private final Exchange caller;
    private final ProducerTemplate template;
    private final boolean endsWithEmptyPage;
    private Iterator<?> rows = Collections.emptyIterator();
    private Object next;
    private final PageCircle circle = new PageCircle();
    private long page;
    private boolean isLast;

    PagedRows(Exchange caller, Endpoint route, boolean endsWithEmptyPage) {
        this.caller = caller;
        this.route = route;
        this.endsWithEmptyPage = endsWithEmptyPage;
        this.template = caller.getContext().createProducerTemplate();
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext()) {
            if (isLast) {
                return false;
            }
            ask();
        }
        return true;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.next();
    }

    private void ask() {
        page++;
        Exchange exchange = exchange();
        template.send(route, exchange);
        if (exchange.getException() != null) {
            throw failed(exchange);
        }
        rows = rowsOf(exchange.getMessage().getBody());
        Object after = exchange.getVariable("next");
        isLast = endsWithEmptyPage ? !rows.hasNext() : isNothing(after);
        if (!isLast && !endsWithEmptyPage) {
            requireEnd(after);
        }
        next = after;
    }

    private void requireEnd(Object after) {
        long same = circle.sameAs(page, after);
        if (after.equals(next) || same > 0) {
            throw new SourceException("Page " + page + " of " + route.getEndpointUri()
                    + (after.equals(next)
                            ? " names itself as the next one"
                            : " names the same next page as page " + same + " did")
                    + ", so that reading would never end. Nothing was sent. Correct the expression of the variable next in "
                    + "that route: it must be empty for the last page");
        }
    }

    /** What is clear about itself goes on as it is; of anything else at least the page and the address are known. */
    private RuntimeException failed(Exchange exchange) {
        Exception error = exchange.getException();
        boolean isClear = ObjectHelper.getException(SourceException.class, error) != null
                || ObjectHelper.getException(ConfigurationException.class, error) != null
                || ObjectHelper.getException(SQLException.class, error) != null
                || ObjectHelper.getException(HttpOperationFailedException.class, error) != null;
        if (isClear) {
            return RuntimeCamelException.wrapRuntimeException(error);
        }
        String address = exchange.getProperty(Exchange.TO_ENDPOINT, "", String.class);
        return new PageException(
                "Page " + page + " of " + route.getEndpointUri()
                        + (address.isEmpty() ? "" : " (" + RemoteAddress.of(address) + ")") + " could not be read. "
                        + RemoteErrors.describeAny(error),
                error);
    }

    /** With the variables of the source route, but for what the run itself is: an error of a page is no end of the run by itself. */
    private Exchange exchange() {
        Exchange exchange = route.createExchange();
        caller.getVariables().forEach((name, value) -> {
            if (!OF_THE_RUN.contains(name)) {
                exchange.setVariable(name, value);
            }
        });
        exchange.setVariable("page", page);
        exchange.setVariable("next", next);
        return exchange;
    }

    private static boolean isNothing(Object next) {
        return next == null || next.toString().isBlank() || next.equals(false);
    }

    private Iterator<?> rowsOf(Object body) {
        if (body == null) {
            throw new SourceException("Page " + page + " of " + route.getEndpointUri()
                    + " left no rows in the body. Nothing was sent. A page "
                    + "without rows leaves an empty list; correct the expression of the rows in that route");
        }
        if (body instanceof Iterator<?> iterator) {
            return iterator;
        }
        if (body instanceof Iterable<?> iterable && !(body instanceof Map<?, ?>)) {
            return iterable.iterator();
        }
        throw new ConfigurationException("The route " + route.getEndpointUri()
                + " must leave the rows of a page in the body, as a list of maps; page " + page
                + " left something else");
    }

    @Override
    public void close() {
        template.stop();
    }
}
