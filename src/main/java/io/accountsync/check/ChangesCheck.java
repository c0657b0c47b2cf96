package io.accountsync.check;

import io.accountsync.cdc.PostgresChangesEndpoint;
import io.accountsync.cdc.ReplicaIdentity;
import io.accountsync.config.Finding;
import io.accountsync.run.Failures;
import io.accountsync.run.sync.StreamOrder;
import io.accountsync.run.sync.Sync;
import io.accountsync.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the changes that a sync takes tell all that it needs, and whether they have an order with what its runs read. */
final class ChangesCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ChangesCheck.class);

    private final CamelContext context;
    private final Sync sync;
    private final List<Finding> findings = new ArrayList<>();

    ChangesCheck(CamelContext context, Sync sync) {
        this.context = context;
        this.sync = sync;
    }

    /** Of each table whose changes come to this sync from PostgreSQL, and of the order of all changes. */
    List<Finding> examine() {
        PostgresChangesEndpoint.in(context).stream()
                .filter(changes -> sync.name().equals(changes.getSync()))
                .forEach(this::examine);
        examineOrder();
        return findings;
    }

    private void examine(PostgresChangesEndpoint changes) {
        try {
            changes.unmetDemands().forEach(demand -> findings.add(Finding.error("source", null, demand)));
            changes.replicaIdentities().forEach(this::examine);
            if (!changes.isBounded()) {
                warn("the source database keeps its log for the slot " + changes.getSlot()
                        + " without bound while the stream is"
                        + " paused, until its disk is full; set max_slot_wal_keep_size, such as 50GB");
            }
        } catch (Exception e) {
            findings.add(Finding.error("source", null, Failures.describe(e)));
        }
    }

    private void examineOrder() {
        try {
            new StreamOrder(context, sync).doubt().ifPresent(findings::add);
        } catch (SourceException e) {
            // Whoever looks at the source's rows says that it is away.
            LOG.debug("Whether runs and streams of {} have an order is not known", sync.name(), e);
        }
    }

    private void examine(ReplicaIdentity table) {
        Set<String> key = sync.mapping().keyColumns();
        if (!table.exists()) {
            warn("the table " + table.table() + " of postgres-changes is not there, or the user may not see it");
        } else if (!table.has(key)) {
            warn("deletions in the table " + table.table() + " do not say " + String.join(", ", key)
                    + ", which the External ID " + sync.mapping().externalId()
                    + " is made of, so that no record is found for"
                    + " them; run: ALTER TABLE " + table.table() + " REPLICA IDENTITY FULL");
        }
    }

    private void warn(String message) {
        findings.add(Finding.warning(sync.mapping().file(), null, message));
    }
}
