package io.accountsync.check;

import io.accountsync.config.Finding;
import io.accountsync.config.Settings;
import io.accountsync.mapping.Binding;
import io.accountsync.mapping.Mapping;
import io.accountsync.run.Failures;
import io.accountsync.run.compare.AbsentColumns;
import io.accountsync.run.compare.RowColumns;
import io.accountsync.run.compare.SourceRows;
import io.accountsync.run.compare.WholeSource;
import io.accountsync.run.sync.RunMode;
import io.accountsync.run.sync.Sync;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.StateException;
import io.accountsync.state.SyncCursors;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Looks whether a source can be reached and whether its rows fit the mapping. Reads some of them. */
public final class SourceCheck {
    private static final String PLACE = "source";

    private final CamelContext context;
    private final Sync sync;
    private final Mapping mapping;
    private final List<Finding> findings = new ArrayList<>();
    private Exception failure;

    public SourceCheck(CamelContext context, Sync sync) {
        this.context = context;
        this.sync = sync;
        this.mapping = sync.mapping();
    }

    /** Examines the source by as many rows as show a mistake that all share. */
    public List<Finding> examine(Optional<Binding> binding) {
        return examine(binding, SourceSample.ROWS);
    }

    /**
     * Examines the source.
     *
     * @param binding to try rows with, as far as the mapping fits the org
     * @param most how many of them
     */
    public List<Finding> examine(Optional<Binding> binding, int most) {
        try {
            new WholeSource(context, sync).read(rows -> {
                try (rows) {
                    examine(rows, binding, most);
                }
            });
            if (findings.stream().noneMatch(Finding::isError)) {
                findings.addAll(new CursorCheck(context, sync, binding).examine());
            }
        } catch (Exception e) {
            failure = e;
            findings.add(Finding.error(PLACE, null, Failures.describe(e)));
        }
        return findings;
    }

    /** Why the source could not be read; empty where it could. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /** As far as the state shows; whoever edits the mapping gets another such run, and its own words of that. */
    private boolean nextRunReadsAll() {
        Settings settings = Settings.of(context);
        if (mapping.cursor() == null
                || sync.settings().mode() == RunMode.FULL_REFRESH
                || !StateDatabase.exists(settings)) {
            return true;
        }
        try (StateDatabase database = StateDatabase.open(settings, Clock.systemUTC())) {
            return new SyncCursors(database)
                    .find(sync.name())
                    .filter(cursor -> cursor.cursorValue() != null && cursor.mappingVersion() != null)
                    .isEmpty();
        } catch (StateException e) {
            // Whoever looks at the state has said what is wrong with it.
            return true;
        }
    }

    private void examine(SourceRows rows, Optional<Binding> binding, int most) {
        if (!rows.hasNext()) {
            findings.add(Finding.warning(
                    PLACE, null, "There is no row, so that its columns could not be compared with " + mapping.file()));
            return;
        }
        SourceSample sample =
                new SourceSample(sync, binding.flatMap(Binding::sampler).orElse(null));
        AbsentColumns absent = new AbsentColumns(mapping);
        boolean hasColumns = false;
        for (int read = 0; read < most && rows.hasNext(); read++) {
            Object row = rows.next();
            if (!hasColumns && row instanceof Map<?, ?> first) {
                List<Finding> lacking = RowColumns.examine(mapping, first);
                if (!lacking.isEmpty()) {
                    findings.addAll(lacking);
                    return;
                }
                hasColumns = true;
            }
            absent.see(row);
            sample.add(row);
        }
        findings.addAll(absent.findings());
        findings.addAll(sample.findings(most == SourceSample.ROWS, this::nextRunReadsAll));
    }
}
