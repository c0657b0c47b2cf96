package io.accountsync.run.steps;

import io.accountsync.run.Meanwhile;
import io.accountsync.run.sync.SourceQueries;
import io.accountsync.run.sync.SourceRoute;
import io.accountsync.run.sync.Sync;
import io.accountsync.source.SourceDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/**
 * The databases that the route of a sync reads from, connected and found fit for that while its run asks the org: two waits that have
 * nothing to do with each other.
 */
final class ConnectedSources {
    private final CamelContext context;
    private final Sync sync;
    private final Meanwhile<List<DataSource>> databases;

    ConnectedSources(CamelContext context, Sync sync) {
        this.context = context;
        this.sync = sync;
        this.databases = new Meanwhile<>("source-connection", this::connect);
    }

    private List<DataSource> connect() {
        new SourceQueries(context, sync.name()).requireUnchanged();
        List<DataSource> sources = SourceRoute.dataSources(context, sync.sourceRoute());
        sources.forEach(SourceDatabase::requireStreaming);
        return sources;
    }

    /**
     * What time it is there; empty where the rows come from no database that tells. What is wrong with a query or a connection comes out
     * here.
     */
    Optional<Instant> time() {
        return databases.result().stream().findFirst().flatMap(SourceDatabase::time);
    }
}
