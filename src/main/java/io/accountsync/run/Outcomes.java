package io.accountsync.run;

import io.accountsync.config.Causes;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.sync.Sync;
import io.accountsync.source.QueryError;
import io.accountsync.state.Change;
import io.accountsync.state.InvalidRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to the route {@code <sync>-outcomes}, where there is one, what became of records: a list of maps for each batch, after the
 * state has it. A route that fails changes nothing of the run; the report says so. Safe for the threads that send.
 */
public final class Outcomes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    /** After so many failures in a row nobody waits for the route any more in this run. */
    private static final int GIVEN_UP = 3;

    private final CamelContext context;
    private final Clock clock;
    private final String sync;
    private final Mapping mapping;
    private final long runId;
    private final RecordLog log;
    private final ProducerTemplate template;
    private final Endpoint endpoint;
    private int failuresInARow;
    private long unreported;
    private String reason;

    /** @param log gets them as well, and what no route is told */
    public Outcomes(CamelContext context, Clock clock, Sync sync, long runId, RecordLog log) {
        this.log = log;
        this.context = context;
        this.clock = clock;
        this.sync = sync.name();
        this.mapping = sync.mapping();
        this.runId = runId;
        this.endpoint = listener();
        this.template = endpoint == null ? null : context.createProducerTemplate();
    }

    /** Reports records that were sent. */
    public void sent(List<RecordResult> verdicts) {
        if (log.isKept()) {
            log.add(verdicts.stream()
                    .map(verdict -> RecordLine.of(verdict, mapping.operation()))
                    .toList());
        }
        if (endpoint == null || verdicts.isEmpty()) {
            return;
        }
        List<Map<String, Object>> records = new ArrayList<>();
        for (RecordResult verdict : verdicts) {
            String id = verdict.isConfirmed()
                    ? verdict.salesforceId()
                    : verdict.change().salesforceId();
            records.add(record(
                    mapping.written(verdict.change().key(), verdict.change().payload()),
                    id,
                    verdict.isConfirmed() && verdict.change().origin() == Change.Origin.FLAG
                            ? Count.FLAGGED.column()
                            : verdict.kind().count().column(),
                    verdict.error() == null ? null : verdict.error().code()));
        }
        report(records);
    }

    /** Reports rows that could not be mapped. */
    public void invalid(List<InvalidRow> rows) {
        if (log.isKept()) {
            log.add(rows.stream().map(RecordLine::of).toList());
        }
        if (endpoint == null || rows.isEmpty()) {
            return;
        }
        report(rows.stream()
                .map(row ->
                        record(new WrittenKey(row.key(), row.externalId()), null, Count.INVALID.column(), row.code()))
                .toList());
    }

    /** Reports records that were to be deleted, each as {@link #record} makes it. */
    public void deletions(List<Map<String, Object>> records) {
        if (endpoint != null && !records.isEmpty()) {
            report(records);
        }
    }

    /** Keeps for each record what became of it last; the route is told of what was sent only. */
    public RecordLog log() {
        return log;
    }

    /** What was not reported, as a note for the report. */
    public synchronized void noteIn(Findings findings) {
        if (unreported > 0) {
            findings.note(String.format(
                    Locale.ROOT,
                    "The route %s failed (%s), so that it lacks the outcome of %s: that does not change "
                            + "the run, and the state has every result.",
                    Sync.outcomesRoute(sync),
                    reason,
                    Quantity.of(unreported, "record")));
        }
    }

    /** What is reported of one record. */
    public Map<String, Object> record(WrittenKey key, String salesforceId, String outcome, String code) {
        Map<String, Object> record = new HashMap<>();
        record.put("sync", sync);
        record.put("run", runId);
        record.put("key", key.key());
        record.put("external_id", key.externalId());
        record.put("salesforce_id", salesforceId);
        record.put("outcome", outcome);
        record.put("code", code);
        record.put("at", Timestamp.from(clock.instant()));
        return record;
    }

    private void report(List<Map<String, Object>> records) {
        if (hasGivenUp()) {
            failed(records.size(), null);
            return;
        }
        Throwable error;
        try {
            error = template.request(endpoint, exchange -> exchange.getMessage().setBody(records))
                    .getException();
        } catch (RuntimeException e) {
            error = e;
        }
        if (error == null) {
            passed();
        } else {
            failed(records.size(), error);
        }
    }

    private synchronized boolean hasGivenUp() {
        return failuresInARow >= GIVEN_UP;
    }

    private synchronized void passed() {
        failuresInARow = 0;
    }

    private synchronized void failed(long records, Throwable error) {
        unreported += records;
        if (error != null) {
            failuresInARow++;
            if (reason == null) {
                reason = describe(error);
                LOG.warn(
                        "{} The run goes on.",
                        Sentence.closed("The route " + Sync.outcomesRoute(sync) + " failed: " + reason));
            }
        }
    }

    /** Without the message, which may hold values of a record. */
    private static String describe(Throwable error) {
        SQLException sql = ObjectHelper.getException(SQLException.class, error);
        return Causes.root(error).getClass().getSimpleName() + (sql == null ? "" : ", " + QueryError.code(sql));
    }

    /** A route that is there but was stopped, or never started, is as good as none. */
    private Endpoint listener() {
        String name = Sync.outcomesRoute(sync);
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint().getEndpointUri().equals("direct://" + name)
                    && context.getRouteController()
                            .getRouteStatus(route.getRouteId())
                            .isStarted()) {
                return route.getEndpoint();
            }
        }
        return null;
    }

    @Override
    public void close() {
        if (template != null) {
            try {
                template.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
