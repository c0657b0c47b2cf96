package io.accountsync.check;

import io.accountsync.cdc.PostgresChangesEndpoint;
import io.accountsync.cdc.ReplicaIdentity;
import io.accountsync.config.Finding;
import io.accountsync.run.Failures;
import io.accountsync.run.sync.StreamOrder;
import io.accountsync.run.sync.StreamRoutes;
import io.accountsync.run.sync.Sync;
import io.accountsync.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
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
        PostgresChangesEndpoint.in(context).stream().filter(this::isForSync).forEach(this::examine);
        examineOrder();
        return findings;
    }

    /** By its parameter, or by what the route behind it says. */
    private boolean isForSync(PostgresChangesEndpoint changes) {
        return changes.getSync() != null
                ? changes.getSync().equals(sync.name())
                : context.getRoutes().stream()
                        .filter(route -> route.getEndpoint() == changes)
                        .map(route -> ((ModelCamelContext) context).getRouteDefinition(route.getRouteId()))
                        .anyMatch(route -> route != null
                                && StreamRoutes.of((ModelCamelContext) context).isFedBy(sync.name(), route));
    }

    private void examine(PostgresChangesEndpoint changes) {
        try {
            changes.unmetDemands().forEach(demand -> findings.add(Finding.error("source", null, demand)));
            changes.replicaIdentities().forEach(this::examine);
            changes.doubts().forEach(this::warn);
            changes.unpublishedColumns().forEach((table, columns) -> examineColumns(changes.getSlot(), table, columns));
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

    /** A mapped column that never comes is left out of what is sent: the row says nothing of it. */
    private void examineColumns(String slot, String table, Set<String> unpublished) {
        sync.mapping().columns().forEach((column, field) -> {
            if (unpublished.contains(column)) {
                String message = "reads the column " + column + ", which changes of the table " + table
                        + " do not have: the publication leaves it out, or PostgreSQL computes it (GENERATED). Have the publication tell"
                        + " all columns (BEGIN; ALTER PUBLICATION " + slot + " DROP TABLE " + table
                        + "; ALTER PUBLICATION " + slot + " ADD TABLE " + table
                        + "; COMMIT), or map a column that is stored";
                findings.add(
                        sync.mapping().keyColumns().contains(column)
                                ? Finding.error(sync.mapping().file(), field, message)
                                : Finding.warning(sync.mapping().file(), field, message));
            }
        });
    }

    private void warn(String message) {
        findings.add(Finding.warning(sync.mapping().file(), null, message));
    }
}
