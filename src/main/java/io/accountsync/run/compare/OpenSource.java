package io.accountsync.run.compare;

import io.accountsync.run.sync.SourceQueries;
import io.accountsync.run.sync.SourceRoute;
import io.accountsync.run.sync.Sync;
import io.accountsync.source.SourceDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.sql.SqlConstants;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.PluginHelper;

/**
 * The rows of a sync's source route outside of the exchange of a run. Those of a database hang on an exchange's unit of work,
 * which therefore ends only when this is closed.
 */
public final class OpenSource implements AutoCloseable {
    private final Exchange exchange;
    private final UnitOfWork work;
    private final SourceRows rows;

    private OpenSource(Exchange exchange, UnitOfWork work, SourceRows rows) {
        this.exchange = exchange;
        this.work = work;
        this.rows = rows;
    }

    /**
     * Asks the route for its rows.
     *
     * @param since what the route sees as the variable {@code since}
     * @throws RuntimeException what the route met
     */
    public static OpenSource open(CamelContext context, Sync sync, Object since) {
        return open(context, sync, since, Optional.empty());
    }

    /**
     * Asks the route for the rows of another query than its own, from the beginning of the cursor.
     *
     * @throws RuntimeException what the route met
     */
    static OpenSource query(CamelContext context, Sync sync, String query) {
        return open(context, sync, WholeSource.floor(sync), Optional.of(query));
    }

    private static OpenSource open(CamelContext context, Sync sync, Object since, Optional<String> query) {
        new SourceQueries(context, sync.name()).requireUnchanged();
        return open(context, sync.sourceRoute(), "source route " + sync.sourceRoute(), since, query);
    }

    /**
     * Asks another route for its rows.
     *
     * @throws RuntimeException what the route met
     */
    public static OpenSource route(CamelContext context, String route, Object since) {
        return open(context, route, "route " + route, since, Optional.empty());
    }

    private static OpenSource open(
            CamelContext context, String route, String called, Object since, Optional<String> query) {
        SourceRoute.dataSources(context, route).forEach(SourceDatabase::requireStreaming);
        Endpoint endpoint = context.getEndpoint("direct:" + route);
        Exchange exchange = endpoint.createExchange();
        exchange.setVariable("since", since);
        query.ifPresent(sql -> exchange.getMessage().setHeader(SqlConstants.SQL_QUERY, sql));
        UnitOfWork work = PluginHelper.getUnitOfWorkFactory(context).createUnitOfWork(exchange);
        exchange.getExchangeExtension().setUnitOfWork(work);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.send(endpoint, exchange);
            if (exchange.getException() != null) {
                throw RuntimeCamelException.wrapRuntimeException(exchange.getException());
            }
            return new OpenSource(
                    exchange, work, new SourceRows(exchange.getMessage().getBody(), called));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            work.done(exchange);
            throw e;
        }
    }

    /** The rows; whoever takes them closes them. */
    public SourceRows rows() {
        return rows;
    }

    @Override
    public void close() {
        work.done(exchange);
    }
}
