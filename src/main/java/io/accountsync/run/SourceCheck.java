package io.accountsync.run;

import io.accountsync.config.Finding;
import io.accountsync.mapping.Binding;
import io.accountsync.mapping.CursorType;
import io.accountsync.mapping.InvalidRowException;
import io.accountsync.mapping.Mapping;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.SourceDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.PluginHelper;

/** Looks whether a source can be reached and whether its rows fit the mapping. Reads one row of it. */
final class SourceCheck {
    private static final String PLACE = "source";

    private final CamelContext context;
    private final Sync sync;
    private final Mapping mapping;
    private final List<Finding> findings = new ArrayList<>();

    SourceCheck(CamelContext context, Sync sync) {
        this.context = context;
        this.sync = sync;
        this.mapping = sync.mapping();
    }

    /**
     * Examines the source.
     *
     * @param binding to try the first row with, when the mapping fits the org
     */
    List<Finding> examine(Optional<Binding> binding) {
        try {
            SourceRoute.dataSources(context, sync.sourceRoute()).forEach(SourceDatabase::requireStreaming);
            readFirst(binding);
        } catch (Exception e) {
            findings.add(Finding.error(PLACE, null, Failures.describe(e)));
        }
        return findings;
    }

    /** The rows of a database hang on the exchange's unit of work, which therefore ends only when they have been seen. */
    private void readFirst(Optional<Binding> binding) throws Exception {
        Endpoint endpoint = context.getEndpoint("direct:" + sync.sourceRoute());
        Exchange exchange = endpoint.createExchange();
        CursorType type = mapping.cursorType() == null ? CursorType.TIMESTAMP : mapping.cursorType();
        exchange.setVariable("since", type.toSql(type.floor()));
        UnitOfWork work = PluginHelper.getUnitOfWorkFactory(context).createUnitOfWork(exchange);
        exchange.getExchangeExtension().setUnitOfWork(work);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.send(endpoint, exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            try (SourceRows rows = new SourceRows(exchange.getMessage().getBody())) {
                examine(rows, binding);
            }
        } finally {
            work.done(exchange);
        }
    }

    private void examine(SourceRows rows, Optional<Binding> binding) {
        if (!rows.hasNext()) {
            findings.add(Finding.warning(
                    PLACE, null, "There is no row, so that its columns could not be compared with " + mapping.file()));
            return;
        }
        Object first = rows.next();
        if (first instanceof MalformedRow malformed) {
            findings.add(Finding.warning(
                    PLACE, null, "The first row cannot be read: " + malformed.place() + ": " + malformed.reason()));
            return;
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> row = (Map<String, Object>) first;
        List<Finding> lacking = RowColumns.examine(mapping, row);
        findings.addAll(lacking);
        if (lacking.isEmpty()) {
            binding.ifPresent(usable -> tryOut(usable, row));
        }
    }

    private void tryOut(Binding binding, Map<String, Object> row) {
        try {
            binding.mapper().map(row);
        } catch (InvalidRowException e) {
            findings.add(Finding.warning(
                    mapping.file(),
                    e.field(),
                    "does not fit the first row, which would be invalid: " + e.getMessage()));
        }
    }
}
