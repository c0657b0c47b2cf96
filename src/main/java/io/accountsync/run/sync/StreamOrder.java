package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import io.accountsync.source.SourceSnapshot;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * Whether the changes that the streams of a sync bring have an order with the rows that its runs read: where they come from the log of the
 * database that runs ask, that database says which of them a query saw.
 */
public final class StreamOrder {
    private final CamelContext context;
    private final Sync sync;
    private final StreamRoutes routes;

    public StreamOrder(CamelContext context, Sync sync) {
        this.context = context;
        this.sync = sync;
        this.routes = StreamRoutes.of((ModelCamelContext) context);
    }

    /** Whether this process has a stream of the sync. */
    public boolean isStreamed() {
        return routes.feed(sync.name());
    }

    /** Whether changes come from that log. */
    public boolean isByLog() {
        return routes.feedByLog(sync.name())
                || !sync.settings().stream().sourceServer().isEmpty();
    }

    /** What the queries of the sync would see now; empty where nobody knows. */
    public Optional<SourceSnapshot> now() {
        return SourceRoute.exists(context, sync.name())
                ? SourceRoute.onlyDatabase(context, sync.sourceRoute()).flatMap(SourceSnapshot::now)
                : Optional.empty();
    }

    /** What the database of {@code source.url} shows now, whose changes streams bring. */
    public Optional<SourceSnapshot> ofLogNow() {
        return Optional.ofNullable(context.getRegistry().lookupByNameAndType("source", DataSource.class))
                .flatMap(SourceSnapshot::now);
    }

    /**
     * Why a stream that is behind may put older values over those of a run, and what to do.
     *
     * @return empty where it does not, or no run or no stream is there
     */
    public Optional<Finding> doubt() {
        boolean areBoth = SourceRoute.exists(context, sync.name()) && routes.feed(sync.name());
        return areBoth && sync.mapping().cursor() == null ? reason().map(this::finding) : Optional.empty();
    }

    private Optional<String> reason() {
        List<RouteDefinition> others = routes.feedingOtherwise(sync.name());
        if (!others.isEmpty() && sync.settings().stream().sourceServer().isEmpty()) {
            return Optional.of("nothing says whether what comes by the route "
                    + others.get(0).getRouteId() + " is older than the rows that a run read");
        }
        if (SourceRoute.onlyDatabase(context, sync.sourceRoute()).isEmpty()) {
            return Optional.of("the route " + sync.sourceRoute()
                    + " does not read from one database alone, which would say what its rows have seen");
        }
        return now().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the source database does not say which changes a query has seen, as PostgreSQL 13 or newer does where it is not a"
                                + " standby and its user may call pg_control_system()");
    }

    private Finding finding(String reason) {
        return Finding.warning(
                sync.mapping().file(),
                "cursor",
                "is not there, and " + reason
                        + ": a stream that is behind may for a time put older values over those of a run, until it"
                        + " has caught up; add cursor with a column that grows with each change");
    }
}
