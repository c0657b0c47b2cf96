package io.accountsync.run;

import io.accountsync.mapping.CursorType;
import io.accountsync.source.SourceDatabase;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.PluginHelper;

/** Reads a sync's source route outside of a run, from the beginning of its cursor. */
final class WholeSource {
    private final CamelContext context;
    private final Sync sync;

    WholeSource(CamelContext context, Sync sync) {
        this.context = context;
        this.sync = sync;
    }

    /**
     * Hands over the rows, which whoever takes them closes. The rows of a database hang on the exchange's unit of work, which
     * therefore ends only when they have been seen.
     *
     * @throws Exception what the route met
     */
    void read(Consumer<SourceRows> use) throws Exception {
        new SourceQueries(context, sync.name()).requireUnchanged();
        SourceRoute.dataSources(context, sync.sourceRoute()).forEach(SourceDatabase::requireStreaming);
        Endpoint endpoint = context.getEndpoint("direct:" + sync.sourceRoute());
        Exchange exchange = endpoint.createExchange();
        CursorType type = sync.mapping().cursorType() == null
                ? CursorType.TIMESTAMP
                : sync.mapping().cursorType();
        exchange.setVariable("since", type.toSql(type.floor()));
        UnitOfWork work = PluginHelper.getUnitOfWorkFactory(context).createUnitOfWork(exchange);
        exchange.getExchangeExtension().setUnitOfWork(work);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.send(endpoint, exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            use.accept(new SourceRows(exchange.getMessage().getBody()));
        } finally {
            work.done(exchange);
        }
    }
}
