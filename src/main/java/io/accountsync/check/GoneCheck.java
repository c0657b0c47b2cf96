package io.accountsync.check;

import io.accountsync.config.Finding;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.Binding;
import io.accountsync.mapping.GoneRule;
import io.accountsync.mapping.RowMapper;
import io.accountsync.mapping.WhenRowGone;
import io.accountsync.run.Failures;
import io.accountsync.run.compare.WholeSource;
import io.accountsync.run.gone.DeletionsRoute;
import io.accountsync.run.sync.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Whether a run finds out which rows are gone, and may do what the sync file says of their records. */
final class GoneCheck {
    private static final String WHEN_ROW_GONE = "whenRowGone";
    private static final String DELETIONS = "sync.deletions";

    private final CamelContext context;
    private final Sync sync;
    private final GoneRule rule;
    private final List<Finding> findings = new ArrayList<>();
    private Exception failure;

    GoneCheck(CamelContext context, Sync sync) {
        this.context = context;
        this.sync = sync;
        this.rule = sync.mapping().gone();
    }

    /**
     * Examines that.
     *
     * @param binding by which keys of the deletions route are tried out, as far as the mapping fits the org
     * @param most how many of its rows
     */
    List<Finding> examine(Optional<Binding> binding, int most) {
        boolean hasRoute = DeletionsRoute.isIn(context, sync);
        if (rule.isIgnored()) {
            if (hasRoute) {
                warn("is ignore, so that nobody asks the route " + Sync.deletionsRoute(sync.name())
                        + "; set whenRowGone: flag or delete, or remove the route");
            }
            return findings;
        }
        if (rule.hasTombstones() || hasRoute) {
            examineRoute(hasRoute, binding.flatMap(Binding::sampler), most);
        } else {
            examineAbsence();
        }
        if (rule.whenRowGone() == WhenRowGone.DELETE
                && !sync.settings().deletions().allowed()) {
            warn("is delete, and " + DELETIONS + " is off, so that nothing is deleted");
        }
        return findings;
    }

    /** Why the route could not be read; empty where it could, or was not asked. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    private void examineAbsence() {
        if (sync.mapping().cursor() != null
                && !sync.settings().fullSchedule().cron().isPresent()) {
            warn("is " + rule.whenRowGone().word()
                    + ", and with a cursor no run finds out which rows are gone, other than one with --compare-all: set "
                    + "deletedWhen, add a route " + Sync.deletionsRoute(sync.name()) + ", or set sync." + sync.name()
                    + ".full-schedule");
        }
        if (sync.settings().maxMissing() == 100) {
            warn("is " + rule.whenRowGone().word()
                    + " where a row is absent, and sync.max-missing is 100, as for a source that"
                    + " has only a part of the rows: then all other records count as gone");
        }
    }

    private void examineRoute(boolean hasRoute, Optional<RowMapper> mapper, int most) {
        if (!hasRoute || mapper.isEmpty()) {
            return;
        }
        DeletionsRoute route = new DeletionsRoute(context, sync, mapper.get());
        if (route.usesSince()) {
            warn("goes by the route " + Sync.deletionsRoute(sync.name())
                    + ", which uses the cursor of the source: what was"
                    + " deleted in a row that is older than the cursor is never named. Leave all keys that have no row, or"
                    + " those of some days");
        }
        try {
            route.read(WholeSource.floor(sync), most, keys -> {});
        } catch (RuntimeException e) {
            failure = e;
            findings.add(Finding.error(Sync.deletionsRoute(sync.name()), null, Failures.describe(e)));
            return;
        }
        if (route.unreadable() > 0) {
            warn("goes by the route " + Sync.deletionsRoute(sync.name()) + ", where "
                    + Quantity.ofFirst(route.unreadable(), route.rows(), "row")
                    + (route.unreadable() == 1 ? " names" : " name")
                    + " no record: no key, or none that the External ID could have");
        }
    }

    private void warn(String doubt) {
        findings.add(Finding.warning(sync.mapping().file(), WHEN_ROW_GONE, doubt)
                .at(sync.mapping().lineOf(WHEN_ROW_GONE)));
    }
}
